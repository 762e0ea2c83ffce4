package io.holcstore.explorer;

/** Measures the contrast of a page, by WCAG 2.2, level AA. */
final class Contrast {
    /** An expression whose value is what contrasts too little with what is behind it: texts, borders, and lines. */
    static final String PALE = """
            (() => {
              const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
              const known = new Map();
              const rgba = color => {
                if (known.has(color)) return known.get(color);
                canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
                known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
                return known.get(color);
              };
              const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const contrast = (a, b) => {
                const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
                return (x + 0.05) / (y + 0.05);
              };
              const behind = element => {
                for (let e = element; e; e = e.parentElement) {
                  const color = rgba(getComputedStyle(e).backgroundColor);
                  if (color[3] === 255) return color;
                }
                return [255, 255, 255, 255];
              };
              const found = [];
              const check = (what, color, back, least) => {
                const ratio = contrast(rgba(color), back);
                if (ratio < least) found.push(`${what}: ${color} on ${back} has ${ratio.toFixed(2)}, not ${least}`);
              };
              let texts = 0;
              for (const element of document.body.querySelectorAll("*")) {
                const style = getComputedStyle(element);
                if (!element.checkVisibility() || element.matches(".sr-only, option, canvas, :disabled")) continue;
                const name = `${element.tagName} ${element.id} ${element.className} ${element.textContent.trim().slice(0, 20)}`;
                const control = element.matches("input, select, button, .menu summary");
                if (control || [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== "")) {
                  check(name, style.color, behind(element), 4.5);
                  texts++;
                }
                if (element.placeholder) check(name, getComputedStyle(element, "::placeholder").color, behind(element), 4.5);
                if (control && style.borderTopWidth !== "0px" && rgba(style.borderTopColor)[3] === 255) {
                  check(`border of ${name}`, style.borderTopColor, behind(element.parentElement), 3);
                }
                if (element.dataset.level) check(`cell ${name}`, style.backgroundColor, behind(element.parentElement), 3);
              }
              const probe = document.getElementById("color-probe");
              const frame = document.querySelector(".plot-frame");
              for (let line = 1; line <= 7; line++) {
                probe.style.color = `var(--line-${line})`;
                check(`line ${line}`, getComputedStyle(probe).color, behind(frame), 3);
              }
              if (texts < 20) found.push(`only ${texts} texts`);
              return found;
            })()""";

    private Contrast() {}
}
