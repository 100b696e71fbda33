/**
 * The timeline on the page: a canvas that stays in sight while the lanes scroll under it, and the hands on it. It draws what
 * it is given and reports what a person does; it decides nothing.
 */

import { Disposables } from "../base/disposables";
import { FrameScheduler } from "../base/frame";
import { intervalSentence } from "../model/describe";
import { CanvasSurface } from "./canvas-surface";
import { drawTimeline } from "./draw";
import { type Hit, hitTest } from "./hit";
import { AXIS_PX, lanesBottom, layOut, minLength, type Range, scaleFor } from "./layout";
import { PALETTES, type ThemeName } from "./palette";
import type { Scene } from "./scene";
import { rangeOf, wheelFactor } from "./view-range";

/** A scene without what the pane finds out by itself: its size, its scrolling and the pointer. */
export type PaneState = Omit<Scene, "layout" | "scale" | "height" | "scrollTop" | "hoveredInterval"> & {
  readonly range: Range;
  readonly theme: ThemeName;
};

export interface PaneHandlers {
  readonly onSeek: (value: number) => void;
  readonly onSelect: (lane: number, interval: number) => void;
  readonly onRange: (range: Range) => void;
}

/** The window that the lanes scroll under, in CSS pixels, as it was when last drawn. */
interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
}

/** A finger or mouse that moves less than this is a click. */
const CLICK_PX = 5;

interface Drag {
  readonly kind: "scrub" | "pan" | "pending";
  readonly startX: number;
  readonly startY: number;
  readonly scale: Scene["scale"];
}

export class TimelinePane {
  private readonly surface: CanvasSurface;
  private readonly frames: FrameScheduler;
  private readonly undo = new Disposables();
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private state: PaneState | undefined;
  private viewport: Viewport | undefined;
  private scene: Scene | undefined;
  private hovered = -1;
  private drag: Drag | undefined;
  private pinch: { readonly distance: number; readonly scale: Scene["scale"] } | undefined;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    /** Gives the scroller its height. */
    private readonly spacer: HTMLElement,
    private readonly tooltip: HTMLElement,
    private readonly handlers: PaneHandlers,
  ) {
    this.surface = new CanvasSurface(canvas, PALETTES.light);
    this.frames = new FrameScheduler(
      { request: (callback) => requestAnimationFrame(callback), cancel: (handle) => cancelAnimationFrame(handle) },
      () => this.draw(),
    );
    const sizes = new ResizeObserver(() => this.frames.schedule());
    sizes.observe(scroller);
    this.undo.add(() => sizes.disconnect());
    this.listen(scroller, "scroll", () => this.frames.schedule());
    this.listen(canvas, "pointerdown", (event) => this.handleDown(event));
    this.listen(canvas, "pointermove", (event) => this.handleMove(event));
    this.listen(canvas, "pointerup", (event) => this.handleUp(event));
    this.listen(canvas, "pointercancel", (event) => this.forget(event));
    this.listen(canvas, "pointerleave", () => this.hover(undefined));
    this.listen(canvas, "wheel", (event) => this.handleWheel(event), { passive: false });
  }

  update(state: PaneState): void {
    if (this.state?.index !== state.index) this.hover(undefined);
    this.state = state;
    // Hands are quicker than frames: the next key or click is about this state, drawn or not.
    if (this.viewport) this.scene = this.sceneOf(state, this.viewport);
    this.frames.schedule();
  }

  /** Zooms around the middle of the plot, or around the cursor where it is in sight. */
  zoom(factor: number): void {
    const { scene } = this;
    if (!scene) return;
    const cursor = scene.scale.toPx(scene.axis === "time" ? scene.cursor.timeNs : scene.cursor.step);
    const isInSight = cursor >= scene.scale.leftPx && cursor <= scene.scale.rightPx;
    this.zoomAround(isInSight ? cursor : (scene.scale.leftPx + scene.scale.rightPx) / 2, factor);
  }

  /** Moves a zoomed view by a part of its width. */
  pan(part: number): void {
    const { scene } = this;
    if (scene && this.state?.range) this.show(scene.scale.pannedBy(part * (scene.scale.rightPx - scene.scale.leftPx)));
  }

  /** Scrolls a lane into sight. */
  reveal(lane: number): void {
    const { scene } = this;
    const row = scene?.layout.rows.find((candidate) => candidate.kind === "lane" && candidate.id === lane);
    if (!scene || !row) return;
    const { scrollTop } = this.scroller;
    const top = row.top - AXIS_PX;
    const bottom = row.top + row.height - lanesBottom(scene);
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (bottom > scrollTop) this.scroller.scrollTop = bottom;
  }

  dispose(): void {
    this.frames.cancel();
    this.undo.dispose();
  }

  private draw(): void {
    const { state, scroller } = this;
    if (!state || scroller.clientWidth === 0) return;
    const spacerHeight = `${layOut(state.index, scroller.clientWidth).height}px`;
    if (this.spacer.style.height !== spacerHeight) this.spacer.style.height = spacerHeight;
    // Measured only now: the lanes give the scroller its height, and may bring it a scroll bar.
    this.viewport = { width: scroller.clientWidth, height: scroller.clientHeight, scrollTop: scroller.scrollTop };
    const scene = this.sceneOf(state, this.viewport);
    this.scene = scene;
    this.canvas.style.width = `${scene.layout.width}px`;
    this.canvas.style.height = `${scene.height}px`;
    this.surface.setPalette(PALETTES[state.theme]);
    this.surface.begin(scene.layout.width, scene.height, devicePixelRatio || 1);
    drawTimeline(this.surface, scene);
  }

  private sceneOf(state: PaneState, viewport: Viewport): Scene {
    const layout = layOut(state.index, viewport.width);
    return {
      ...state,
      layout,
      scale: scaleFor(layout, state.pictureLength, state.range),
      height: Math.min(layout.height, viewport.height || layout.height),
      scrollTop: viewport.scrollTop,
      hoveredInterval: this.hovered,
    };
  }

  private listen<K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, listener, options);
    this.undo.add(() => target.removeEventListener(type, listener, options));
  }

  private place(event: MouseEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private handleDown(event: PointerEvent): void {
    const { scene } = this;
    if (!scene || event.button !== 0) return;
    const { x, y } = this.place(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x, y });
    if (this.pointers.size === 2) {
      this.drag = undefined;
      this.pinch = { distance: this.pinchDistance(), scale: scene.scale };
      return;
    }
    const hit = hitTest(scene, x, y);
    const kind = hit.area === "axis" ? "scrub" : "pending";
    this.drag = { kind, startX: x, startY: y, scale: scene.scale };
    if (kind === "scrub") this.handlers.onSeek(hit.value);
  }

  private handleMove(event: PointerEvent): void {
    const { scene } = this;
    if (!scene) return;
    const { x, y } = this.place(event);
    if (!this.pointers.has(event.pointerId)) {
      if (event.pointerType === "mouse") this.hover(hitTest(scene, x, y), x, y);
      return;
    }
    this.pointers.set(event.pointerId, { x, y });
    if (this.pinch && this.pointers.size === 2) {
      const factor = this.pinchDistance() / Math.max(1, this.pinch.distance);
      const middle = [...this.pointers.values()].reduce((sum, pointer) => sum + pointer.x / 2, 0);
      this.show(this.pinch.scale.zoomedAround(middle, factor));
      return;
    }
    const { drag } = this;
    if (!drag) return;
    if (drag.kind === "pending" && Math.abs(x - drag.startX) > CLICK_PX) {
      // With the whole run in sight there is nowhere to move to, so the hand moves the cursor.
      this.drag = { ...drag, kind: this.state?.range ? "pan" : "scrub" };
    }
    if (this.drag?.kind === "scrub") this.handlers.onSeek(scene.scale.toValue(x));
    else if (this.drag?.kind === "pan") this.show(drag.scale.pannedBy(drag.startX - x));
    this.hover(undefined);
  }

  private handleUp(event: PointerEvent): void {
    const { scene, drag } = this;
    const { x, y } = this.place(event);
    if (scene && drag?.kind === "pending") {
      const hit = hitTest(scene, x, y);
      if (hit.area === "plot") this.handlers.onSeek(hit.value);
      this.handlers.onSelect(hit.lane, hit.interval);
    }
    this.forget(event);
  }

  private forget(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size < 2) this.pinch = undefined;
    if (this.pointers.size === 0) this.drag = undefined;
  }

  /** The wheel zooms once the timeline has the focus; before, it scrolls the page, as a reader expects. */
  private handleWheel(event: WheelEvent): void {
    const { scene } = this;
    if (!scene) return;
    const isFocused = this.canvas.matches(":focus");
    const { x } = this.place(event);
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      if (!this.state?.range) return;
      event.preventDefault();
      this.show(scene.scale.pannedBy(event.deltaX || event.deltaY));
    } else if (event.ctrlKey || (isFocused && x > scene.scale.leftPx)) {
      event.preventDefault();
      this.zoomAround(x, wheelFactor(event.deltaY, event.deltaMode));
    }
  }

  private zoomAround(x: number, factor: number): void {
    if (this.scene) this.show(this.scene.scale.zoomedAround(Math.max(x, this.scene.scale.leftPx), factor));
  }

  private show(scale: Scene["scale"]): void {
    const { scene } = this;
    if (scene) this.handlers.onRange(rangeOf(scale, scene.pictureLength, minLength(scene.axis)));
  }

  private pinchDistance(): number {
    const [first, second] = [...this.pointers.values()];
    return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 1;
  }

  private hover(hit: Hit | undefined, x = 0, y = 0): void {
    const interval = hit?.interval ?? -1;
    const { scene, tooltip } = this;
    if (interval !== this.hovered) {
      this.hovered = interval;
      this.frames.schedule();
    }
    if (!scene || interval < 0) {
      tooltip.hidden = true;
      this.canvas.style.cursor = "default";
      return;
    }
    tooltip.textContent = intervalSentence(scene.index, interval, scene.axis, scene.messages);
    tooltip.hidden = false;
    this.canvas.style.cursor = "pointer";
    const left = Math.min(x + 12, Math.max(4, scene.layout.width - tooltip.offsetWidth - 4));
    tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(y + 16)}px)`;
  }
}
