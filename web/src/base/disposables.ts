/** Things to undo, undone together and in reverse order. Disposing twice does nothing the second time. */
export class Disposables {
  private undo: (() => void)[] = [];

  add(dispose: () => void): void {
    this.undo.push(dispose);
  }

  dispose(): void {
    const undo = this.undo.reverse();
    this.undo = [];
    for (const dispose of undo) dispose();
  }
}
