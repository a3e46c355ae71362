// What the desk's components share, put before each of them: an element with plain text, and what the editor did.

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// What the editor does is sent as a numbered list, so that nothing is lost when one act follows another quickly.
function sender(parentElement, setStateValue) {
  return (act) => {
    const acts = parentElement.deskActs || [];
    const n = Math.max(Date.now(), acts.length ? acts[acts.length - 1].n + 1 : 0);
    parentElement.deskActs = [...acts, { ...act, n }].slice(-20);
    setStateValue("acts", parentElement.deskActs);
  };
}
