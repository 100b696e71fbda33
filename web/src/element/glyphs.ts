/** Line drawings for buttons. Each button has its name in words as well. */

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

function glyph(content: SVGTemplateResult): TemplateResult {
  return html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">${content}</svg>`;
}

export const GLYPHS = {
  play: glyph(svg`<path class="solid" d="M4.5 2.5v11l9-5.5z" />`),
  pause: glyph(svg`<path class="solid" d="M4 3h3v10H4zM9 3h3v10H9z" />`),
  stepBack: glyph(svg`<path d="M4 3.5v9" /><path class="solid" d="M12 3.5v9L6 8z" />`),
  stepForward: glyph(svg`<path d="M12 3.5v9" /><path class="solid" d="M4 3.5v9L10 8z" />`),
  zoomIn: glyph(svg`<path d="M8 3.5v9M3.5 8h9" />`),
  zoomOut: glyph(svg`<path d="M3.5 8h9" />`),
  close: glyph(svg`<path d="m4.5 4.5 7 7M11.5 4.5l-7 7" />`),
} as const;
