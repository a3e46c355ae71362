/** What the desk's components send. */

/**
 * @typedef {Record<string, unknown> & { what: string }} Act
 * @typedef {(act: Act) => void} Send
 * @typedef {(name: string, value: unknown) => void} SetStateValue
 * @typedef {ParentNode & { deskActs?: (Act & { n: number })[] }} Desk
 */

/** Sends what the editor does as a numbered list, so that nothing is lost when one act follows another quickly.
 * @param {Desk} parentElement @param {SetStateValue} setStateValue @returns {Send} */
export function sender(parentElement, setStateValue) {
  return (act) => {
    const acts = parentElement.deskActs || [];
    const n = Math.max(Date.now(), acts.length ? acts[acts.length - 1].n + 1 : 0);
    parentElement.deskActs = [...acts, { ...act, n }].slice(-20);
    setStateValue("acts", parentElement.deskActs);
  };
}
