// What server-drawn pages cannot do alone: sliders that write days, the drawer's focus, a map that zooms.
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";

const DAY = 86_400_000;

function dayAt(first: string, days: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function sliders(root: ParentNode): void {
  for (const slider of root.querySelectorAll<HTMLInputElement>(".slider[hidden]")) {
    const field = document.getElementById(slider.dataset.for ?? "") as HTMLInputElement | null;
    const form = slider.form;
    if (!field || !form) continue;
    slider.hidden = false;
    const say = () => slider.setAttribute("aria-valuetext", field.value || "…");
    slider.addEventListener("input", () => {
      field.value = dayAt(slider.dataset.first ?? "", Number(slider.value));
      say();
    });
    slider.addEventListener("change", () => form.requestSubmit());
    say();
  }
}

// Empty fields ask for nothing and need not stand in the address.
document.addEventListener("htmx:configRequest", (event) => {
  const parameters = (event as CustomEvent).detail.parameters as Record<string, string>;
  for (const key of Object.keys(parameters)) if (parameters[key] === "") delete parameters[key];
});

let opener: HTMLElement | null = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const element = (event as CustomEvent).detail.elt as HTMLElement;
  if (element.matches(".cell")) opener = element;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const target = (event as CustomEvent).detail.elt as HTMLElement;
  sliders(document);
  maps(document);
  if (target.id === "drawer" || document.activeElement?.closest("#drawer")) {
    document.querySelectorAll(".cell.chosen").forEach((cell) => cell.classList.remove("chosen"));
    opener?.classList.add("chosen");
    document.getElementById("drawer")?.focus({ preventScroll: window.innerWidth > 992 });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.activeElement?.closest("#drawer")) return;
  opener?.focus();
});

function maps(root: ParentNode): void {
  for (const svg of root.querySelectorAll<SVGSVGElement>("svg.map:not([data-live])")) {
    svg.dataset.live = "";
    const inner = svg.querySelector<SVGGElement>(".zoomed");
    if (!inner) continue;
    const moving = zoom<SVGSVGElement, unknown>().scaleExtent([1, 40]).on("zoom", ({ transform }) => {
      inner.setAttribute("transform", transform.toString());
      // Marks and words keep their size while the ground grows.
      inner.querySelectorAll<SVGGElement>(".kept-size").forEach((g) => {
        g.setAttribute("transform", `translate(${g.dataset.x} ${g.dataset.y}) scale(${1 / transform.k})`);
      });
    });
    const picture = select<SVGSVGElement, unknown>(svg).call(moving as never);
    const buttons = svg.closest(".map-box")?.querySelectorAll<HTMLButtonElement>("[data-zoom]") ?? [];
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const by = button.dataset.zoom;
        if (by === "all") picture.call((moving as never as { transform: never }).transform, zoomIdentity as never);
        else picture.call((moving as never as { scaleBy: never }).scaleBy, Number(by) as never);
      });
    }
  }
  for (const item of root.querySelectorAll<HTMLElement>("[data-place]:not([data-live])")) {
    item.dataset.live = "";
    const twins = () => document.querySelectorAll(`[data-place="${CSS.escape(item.dataset.place ?? "")}"]`);
    for (const [name, on] of [["pointerenter", true], ["focusin", true], ["pointerleave", false], ["focusout", false]] as const) {
      item.addEventListener(name, () => twins().forEach((twin) => twin.classList.toggle("lit", on)));
    }
  }
}

sliders(document);
maps(document);
