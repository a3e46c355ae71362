/** What the offline edition computes for itself: values from values, no drawing.
 *
 * The same as geodata/selection.py, origins.py and search.py give, on the plain values that the file carries. */

const OUTCOMES = ["shown", "unlocated", "outside", "filtered", "undated"];

/** A template with its {names} filled in; what is filled in is not looked at again. */
export const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const total = ({ quotes, citations }) => quotes + citations;
const overlaps = ([first, last], start, end) => (first === null || first <= end) && (last === null || last >= start);

export function tally(found) {
  const quotes = found.filter(({ kind }) => kind === "quote").length;
  return { quotes, citations: found.length - quotes };
}

/** How many origins share nobody: a joint statement joins the groups of its authors. */
function origins(found) {
  let groups = [];
  for (const { origin } of found) {
    const joined = groups.filter((group) => origin.some((name) => group.has(name)));
    const all = new Set([...origin, ...joined.flatMap((group) => [...group])]);
    groups = [...groups.filter((group) => !joined.includes(group)), all];
  }
  return groups.length;
}

/** The words of a text for comparison only: case, diacritics and kinds of space removed. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase().split(/\s+/).filter(Boolean);
}

/** The functions that need the edition's data; each takes what the reader wanted last. */
export function valuesOf({ words, counts, days, claims, speakers }) {
  const tallyWords = ({ quotes, citations }) =>
    fill(words.tally, { quotes: counts.quotes[quotes], citations: counts.citations[citations] });

  function accepts({ kind, speakers: credited }, { evidence, speaker }) {
    return (!evidence || kind === evidence) && (!speaker || credited.includes(speaker));
  }

  function outcome(claim, wanted) {
    if (!accepts(claim, wanted)) return "filtered";
    const time = claim.times[wanted.clock];
    if (!time) return "undated";
    if (!overlaps(time, days[wanted.start].iso, days[wanted.end].iso)) return "outside";
    return claim.drawn ? "shown" : "unlocated";
  }

  function select(wanted) {
    const found = Object.fromEntries(OUTCOMES.map((name) => [name, []]));
    for (const claim of claims) found[outcome(claim, wanted)].push(claim);
    return found;
  }

  /** What became of every claim, in numbers that add up; bold between pairs of asterisks. */
  function account(found) {
    const count = (list) => (list.length ? `${list.length} (${tally(list).quotes} + ${tally(list).citations})` : "0");
    const sum = (template, list) => fill(template, { total: list.length, ...tally(list) });
    const rest = OUTCOMES.slice(1).map((name) => `${count(found[name])} ${words.outcomes[name]}`);
    return `${[sum(words.onTheMap, found.shown), ...rest].join(" + ")} = ${sum(words.inAll, claims)}`;
  }

  function sentence(wanted) {
    const [start, end] = [days[wanted.start].written, days[wanted.end].written];
    const said = [fill(words.sentences[wanted.clock][wanted.start === wanted.end ? 0 : 1], { start, end })];
    if (wanted.evidence) said.push(`${words.keptAs} ${words.kinds[wanted.evidence]}`);
    if (wanted.speaker) said.push(`${words.accordingTo} ${speakers.find(({ id }) => id === wanted.speaker).name}`);
    return `${said.join(", ")}.`;
  }

  /** One bar for each day from `first` to `last` that an accepted claim may be of. */
  function bars(wanted, first, last) {
    const dated = claims.filter((claim) => accepts(claim, wanted) && claim.times[wanted.clock]);
    return days.slice(first, last + 1).map(({ iso, written }, offset) => {
      const here = dated.filter(({ times }) => overlaps(times[wanted.clock], iso, iso));
      const exact = here.filter(({ times }) => times[wanted.clock][0] === times[wanted.clock][1]);
      const spanning = here.length - exact.length;
      const more = spanning ? `; ${counts.spanning[spanning]}` : "";
      return { offset, written, ...tally(exact), spanning, label: `${written}: ${tallyWords(tally(exact))}${more}` };
    }).filter((day) => total(day) + day.spanning);
  }

  function description(wanted, drawn) {
    const dated = drawn.filter(total);
    if (!dated.length) return words.undescribed;
    const most = dated.reduce((best, day) => (total(day) > total(best) ? day : best));
    const ends = { first: dated[0].written, last: dated[dated.length - 1].written };
    return fill(words.description, { clock: words[wanted.clock], ...ends, day: most.written, tally: tallyWords(most) });
  }

  function evidence({ quotes, citations, disputed }) {
    const said = [quotes && counts.quotes[quotes], citations && counts.citations[citations], disputed && words.disputed];
    return said.filter(Boolean).join(", ");
  }

  /** A thing on the map, kept with the counts of all claims, with those of `shown`; null if none is there. */
  function counted(item, shown) {
    const here = shown.filter((claim) => claim.at.includes(item.place));
    if (!here.length) return null;
    const count = { ...tally(here), disputed: here.some(({ disputed }) => disputed) };
    const [all, cut] = [evidence(item), item.label.lastIndexOf(evidence(item))];
    const label = item.label.slice(0, cut) + evidence(count) + item.label.slice(cut + all.length);
    const kind = new Set(here.map(({ shape }) => shape)).size === 1 ? here[0].shape : "several";
    return { ...item, ...count, label, kind, vicinity: here.some(({ vicinity }) => vicinity) };
  }

  /** The border with the regions that the claims shown name, none if one of them names none. */
  function borderOf(border, shown) {
    const found = counted(border, shown);
    if (!found) return null;
    const named = shown.filter(({ at }) => at.includes(border.place)).map(({ along }) => along);
    return { ...found, along: named.every((regions) => regions.length) ? [...new Set(named.flat())].sort() : [] };
  }

  function mapView(map, shown) {
    const drawn = (items) => items.map((item) => counted(item, shown)).filter(Boolean);
    return { ...map, marks: drawn(map.marks), shades: drawn(map.shades), border: map.border && borderOf(map.border, shown) };
  }

  /** The claims of a place, the exact quotes and then the best located first. */
  const claimsAt = (place, passing) => passing.filter((claim) => claim.at.includes(place)).sort((a, b) => a.rank - b.rank);

  function placeSummary(found, also) {
    const independence = `${counts.reports[found.length]}, ${counts.origins[origins(found)]}`;
    const pass = found.length ? fill(words.placePasses, { tally: tallyWords(tally(found)), independence }) : words.noneHere;
    return also ? `${pass} ${fill(words.also, { names: also })}` : pass;
  }

  return { select, account, sentence, bars, description, mapView, claimsAt, placeSummary };
}
