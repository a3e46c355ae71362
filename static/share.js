// Copies the address of the view as it stands, the map's place in it included.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button") || parentElement.appendChild(document.createElement("button"));
  button.type = "button";
  button.textContent = data.words.copy;
  button.onclick = async () => {
    const url = new URL(window.location.href);
    url.searchParams.set("edition", data.edition);
    url.searchParams.delete("embed");
    try {
      await navigator.clipboard.writeText(url.href);
      button.textContent = data.words.copied;
    } catch {
      // Without permission the address is shown to be copied by hand.
      const field = document.createElement("input");
      field.readOnly = true;
      field.value = url.href;
      field.setAttribute("aria-label", data.words.copy);
      button.after(field);
      field.select();
    }
  };
}
