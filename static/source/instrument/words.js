/** Sentences around numbers and days, from templates that the server sends in the reader's language. */

import { writtenOut } from "./calendar.js";
import { OUTCOMES, total } from "./window.js";

/**
 * @typedef {import("./window.js").Tally} Tally
 * @typedef {import("./window.js").Account} Account
 * @typedef {import("./window.js").Window} Window
 * @typedef {import("./window.js").Outcome} Outcome
 * @typedef {Partial<Record<Intl.LDMLPluralRule, string>>} Forms a phrase with {count}, by the CLDR's plural forms
 *
 * @typedef {object} Words
 * @property {string} lang
 * @property {string[]} months
 * @property {Forms} shown
 * @property {string} onTheMap
 * @property {Record<Exclude<Outcome, "shown">, string>} outcomes
 * @property {string} inAll
 * @property {Record<"reported" | "happened", [string, string]>} sentences of one day and of several
 * @property {string} tally
 * @property {string} disputed
 * @property {string} noClaims
 * @property {Forms} quoted
 * @property {Forms} cited
 * @property {Forms} spanning
 * @property {Record<"reported" | "happened", string>} clocks
 * @property {string} described
 * @property {string} undescribed
 */

/**
 * A template with its {names} filled in; what is filled in is not looked at again.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

/** @type {Map<string, Intl.PluralRules>} */
const rules = new Map();

/**
 * A number of things in the form that the language has for it.
 * @param {Forms} forms
 * @param {number} number
 * @param {string} lang
 */
export function plural(forms, number, lang) {
  const rule = rules.get(lang) ?? new Intl.PluralRules(lang);
  rules.set(lang, rule);
  return fill(forms[rule.select(number)] ?? forms.other ?? forms.many ?? "", { count: number });
}

/** @param {Tally} counts @param {Words} words */
export function tallyWords({ quotes, citations }, words) {
  const said = { quotes: plural(words.quoted, quotes, words.lang), citations: plural(words.cited, citations, words.lang) };
  return fill(words.tally, said);
}

/**
 * What stands at a place, as the map says it: "2 claims of the article, 13 reports by other outlets, disputed".
 * @param {Tally & { disputed: boolean }} counts
 * @param {Words} words
 */
export function evidence({ quotes, citations, disputed }, words) {
  const said = [
    quotes ? plural(words.quoted, quotes, words.lang) : "",
    citations ? plural(words.cited, citations, words.lang) : "",
    disputed ? words.disputed : "",
  ];
  return said.filter(Boolean).join(", ") || words.noClaims;
}

/**
 * How many claims the map shows of all, in one plain line.
 * @param {Account} account
 * @param {Words} words
 */
export function shownWords(account, words) {
  const all = OUTCOMES.reduce((sum, outcome) => sum + total(account[outcome]), 0);
  return fill(plural(words.shown, total(account.shown), words.lang), { total: all });
}

/**
 * What became of every claim, in numbers that add up; what is bold stands between pairs of asterisks.
 * @param {Account} account
 * @param {Words} words
 */
export function accountWords(account, words) {
  /** @param {Tally} tally */
  const counted = (tally) => (total(tally) ? `${total(tally)} (${tally.quotes} + ${tally.citations})` : "0");
  const all = { quotes: 0, citations: 0 };
  for (const outcome of OUTCOMES) {
    all.quotes += account[outcome].quotes;
    all.citations += account[outcome].citations;
  }
  /** @type {(template: string, tally: Tally) => string} */
  const summed = (template, tally) => fill(template, { total: total(tally), ...tally });
  const rest = OUTCOMES.slice(1).map((outcome) => {
    const name = /** @type {Exclude<Outcome, "shown">} */ (outcome);
    return `${counted(account[name])} ${words.outcomes[name]}`;
  });
  return `${[summed(words.onTheMap, account.shown), ...rest].join(" + ")} = ${summed(words.inAll, all)}`;
}

/**
 * The filter in words: the clock and the days, then what else was chosen.
 * @param {Window} window
 * @param {{ first: string, chosen: string[] }} filter
 * @param {Words} words
 */
export function sentence({ clock, start, end }, { first, chosen }, words) {
  const days = { start: writtenOut(first, start, words.months), end: writtenOut(first, end, words.months) };
  const [ofOne, ofSeveral] = words.sentences[clock];
  return `${[fill(start === end ? ofOne : ofSeveral, days), ...chosen].join(", ")}.`;
}

/**
 * What the bars show, for those who cannot see them.
 * @param {import("./window.js").Bar[]} bars
 * @param {"reported" | "happened"} clock
 * @param {string} first
 * @param {Words} words
 */
export function description(bars, clock, first, words) {
  const dated = bars.filter(total);
  if (!dated.length) return words.undescribed;
  const most = dated.reduce((best, bar) => (total(bar) > total(best) ? bar : best));
  /** @param {number} day */
  const written = (day) => writtenOut(first, day, words.months);
  return fill(words.described, {
    clock: words.clocks[clock],
    first: written(dated[0].first),
    last: written(dated[dated.length - 1].last),
    day: written(most.first),
    tally: tallyWords(most, words),
  });
}

/**
 * What one bar holds, in words.
 * @param {import("./window.js").Bar} bar
 * @param {string} first
 * @param {Words} words
 */
export function barWords(bar, first, words) {
  const days = [bar.first, bar.last].map((day) => writtenOut(first, day, words.months));
  const label = `${bar.first === bar.last ? days[0] : days.join(" – ")}: ${tallyWords(bar, words)}`;
  return bar.spanning ? `${label}; ${plural(words.spanning, bar.spanning, words.lang)}` : label;
}
