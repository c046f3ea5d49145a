import { filledDown, isBlockText, textsOf } from './blocks';
import { type PastePlan, toTsv } from './clipboard';
import { type Action, actionOf, type Mode } from './keyboard';
import { type Block, blockOf, type Place } from './layout';
import { cellDomId, type SheetCommand } from './model';
import { type PastePreview, pastePlan, previewOf, sayPasted } from './paste';
import type { SheetStore, Texts } from './store';

type Outside = {
  onActive(id: string): void;
  onCommand(command: SheetCommand, id: string): void;
  /** A block that would not fit or could not be read whole: to be looked at, and then written by `write` with what was chosen. */
  onPreview(preview: PastePreview, write: (chosen: Texts) => void): void;
};

/** The input of a cell. */
function fieldOf(id: string): HTMLInputElement | null {
  const element = document.getElementById(cellDomId(id));
  return element instanceof HTMLInputElement ? element : null;
}

const idOf = (field: HTMLInputElement) => field.dataset.cell ?? '';
/** Some twenty thousand full cells; more is no sheet of ours, and would hold the page up. */
const LONGEST_PASTE = 2_000_000;
const onPhone = () => window.matchMedia('(max-width: 45rem)').matches;

/** Keyboard, pointer and clipboard of one sheet: turns events on its fields into moves and commits on the store. */
export function createHands(store: SheetStore, outside: Outside) {
  let mode: Mode = 'point';
  /** The field that has, or last had, the focus. */
  let field: HTMLInputElement | null = null;
  let head: Place | null = null;
  let pointer = 'mouse';
  let isDragging = false;

  const isTyping = () => field !== null && mode !== 'point';
  const place = () => (field ? store.grid().placeOf(idOf(field)) : undefined);
  const chosen = (): Block | null => {
    const at = place();
    return store.picked() ?? (at ? blockOf(at, at) : null);
  };

  function enter(next: Mode): void {
    mode = next;
    field?.toggleAttribute('data-editing', next !== 'point');
  }

  /** Commits what is being typed. */
  function take(): void {
    if (!field || !isTyping()) return;
    enter('point');
    store.commit([{ id: idOf(field), text: field.value }]);
  }

  function goTo(id: string | null): boolean {
    const target = id === null ? null : fieldOf(id);
    if (!target) return false;
    target.focus();
    target.select();
    return true;
  }

  function pick(to: Place): void {
    const from = place();
    if (!from) return;
    head = to;
    const isOneCell = from.row === to.row && from.column === to.column;
    store.pick(isOneCell ? null : blockOf(from, to));
  }

  /** On a phone the cards have an order of their own: the next one is the next one down the screen. */
  function nextCard(towards: number): string | null {
    const cards = [...(field?.closest('table')?.querySelectorAll<HTMLInputElement>('input:not([readonly])') ?? [])]
      .map((card) => ({ card, top: card.getBoundingClientRect().top }))
      .sort((a, b) => a.top - b.top);
    const next = cards[cards.findIndex(({ card }) => card === field) + towards];
    return next ? idOf(next.card) : null;
  }

  function nextProblem(towards: 1 | -1): boolean {
    take();
    const all = store.grid().all;
    const start = field ? all.findIndex(({ id }) => field !== null && id === idOf(field)) : -1;
    const ordered = [...all.slice(start + 1), ...all.slice(0, start + 1)];
    if (towards === -1) ordered.reverse();
    // Backwards the search must not begin with the cell one stands on.
    if (towards === -1 && start >= 0) ordered.push(...ordered.splice(0, 1));
    const found = ordered.find(({ id }) => store.isTroubled(id));
    if (found) return goTo(found.id);
    store.say(store.content().labels.message.noProblem);
    return false;
  }

  /** Writes a block, after a look at it when any of its cells would not fit, could not be read or would empty another. */
  function paste(text: string): void {
    const block = chosen();
    if (!block || store.content().readOnly) return;
    enter('point');
    if (text.length > LONGEST_PASTE) {
      store.say(store.content().labels.message.tooLong);
      return;
    }
    const plan = pastePlan(store, text, block);
    const preview = previewOf(store, plan, block.from);
    if (isBlockText(text) && preview.doubtCount > 0) outside.onPreview(preview, (writes) => write(writes, plan, block.from));
    else write(plan.writes, plan, isBlockText(text) ? block.from : null);
  }

  /** `from`: the corner of a block, which is then shown as chosen; null of a single value. */
  function write(writes: Texts, plan: PastePlan, from: Place | null): void {
    store.commit(writes, 'PASTED');
    if (field) field.value = store.cell(idOf(field))?.text ?? '';
    // After the rows are drawn: choosing the text now would lay the table out twice.
    queueMicrotask(() => field?.select());
    if (writes.length === 1 && from === null) return;
    const unread = writes.filter(({ id }) => store.cell(id)?.problem).length;
    store.say(sayPasted(writes.length, plan, unread, store.content().labels.message), writes.length > 0);
    if (from) store.pick(blockOf(from, plan.end));
  }

  function clear(block: Block): void {
    store.commit(
      store
        .grid()
        .within(block)
        .map(({ id }) => ({ id, text: '' })),
    );
  }

  function restore(): boolean {
    if (!field) return false;
    if (isTyping()) {
      enter('point');
      field.value = store.cell(idOf(field))?.text ?? '';
      field.select();
      store.forgetTyping(idOf(field));
      return true;
    }
    if (!store.picked()) return false;
    store.pick(null);
    return true;
  }

  /** Undo of typing that is not committed is taking it back; redo of it is nothing. */
  function travel(which: 'undo' | 'redo'): void {
    if (isTyping() && field && field.value !== store.cell(idOf(field))?.text) {
      if (which === 'undo') restore();
      return;
    }
    enter('point');
    goTo(store[which]());
  }

  /** Does what a key means; false leaves the key to the browser. */
  function act(action: Action): boolean {
    const at = place();
    if (!field || !at) return false;
    const grid = store.grid();
    switch (action.do) {
      case 'move': {
        take();
        goTo(onPhone() && action.down !== 0 ? nextCard(action.down) : grid.step(at, action.down, action.right)) || field.select();
        return true;
      }
      case 'extend': {
        const from = head ?? at;
        const row = Math.min(Math.max(from.row + action.down, 0), grid.rowCount - 1);
        const column = Math.min(Math.max(from.column + action.right, 0), grid.columnCount - 1);
        pick({ row, column });
        document.getElementById(rowDomId(row))?.scrollIntoView({ block: 'nearest' });
        return true;
      }
      case 'edge': {
        take();
        goTo(
          action.of === 'row' ? grid.edge(at.row, action.which) : ((action.which === 'first' ? grid.all[0] : grid.all.at(-1))?.id ?? null),
        );
        return true;
      }
      case 'page': {
        take();
        const box = field.closest('.sheet');
        const rows = Math.floor((box?.clientHeight ?? 0) / (field.closest('tr')?.clientHeight || 30)) - 2;
        goTo(grid.leap(at, Math.max(rows, 1) * action.towards));
        return true;
      }
      case 'problem':
        nextProblem(action.towards);
        return true;
      case 'command':
        take();
        outside.onCommand(action.command, idOf(field));
        return true;
      case 'undo':
      case 'redo':
        travel(action.do);
        return true;
      case 'fillDown': {
        take();
        const block = chosen();
        if (block) store.commit(filledDown(store, block, store.picked() === null));
        return true;
      }
      case 'edit':
        if (field.readOnly) return true;
        enter('edit');
        field.setSelectionRange(field.value.length, field.value.length);
        return true;
      case 'restore':
        return restore();
      case 'clear': {
        const block = chosen();
        if (block) clear(block);
        return true;
      }
    }
  }

  const placeUnder = (target: EventTarget | null): Place | null => {
    const td = target instanceof Element ? target.closest('td') : null;
    const row = Number(td?.closest('tr')?.dataset.row ?? Number.NaN);
    return td && !Number.isNaN(row) ? { row, column: td.cellIndex - 1 } : null;
  };
  const rowDomId = (row: number) => `sheet-row-${store.content().rows[row]?.key ?? ''}`;

  return {
    goTo,
    nextProblem,
    take,
    travel,
    paste,
    /** Writes a cell's text into its field, unless the person is typing there. */
    write(id: string, text: string): void {
      const target = fieldOf(id);
      if (!target || (target === field && isTyping())) return;
      if (target.value !== text) target.value = text;
    },
    /** The page is being hidden: what was typed is saved, and typing may go on where it was. */
    pause(): void {
      if (!field || !isTyping()) return;
      const was = mode;
      take();
      enter(was);
      field.setSelectionRange(field.value.length, field.value.length);
    },
    /** Opens the sheet over fields that may have been filled before the program was there to listen. */
    adopt(table: HTMLTableElement, open: () => void): void {
      const early = [...table.querySelectorAll<HTMLInputElement>('input[data-cell]')]
        .filter((input) => input.value !== (store.cell(idOf(input))?.text ?? ''))
        .map((input) => ({ input, text: input.value }));
      const current = document.activeElement;
      if (current instanceof HTMLInputElement && table.contains(current)) {
        field = current;
        enter(early.some(({ input }) => input === current) ? 'type' : 'point');
        store.activate(idOf(current));
      }
      open();
      store.commit(early.filter(({ input }) => input !== current).map(({ input, text }) => ({ id: idOf(input), text })));
    },
    focus(target: EventTarget): void {
      if (!(target instanceof HTMLInputElement) || (target === field && isTyping())) return;
      enter('point');
      field = target;
      enter('point');
      head = null;
      target.select();
      store.pick(null);
      store.activate(idOf(target));
      outside.onActive(idOf(target));
    },
    blur(target: EventTarget): void {
      // The window lost the focus, not the field: someone looks something up and comes back to go on typing.
      if (target === field && target !== document.activeElement) take();
    },
    input(target: EventTarget, isComposing: boolean): void {
      if (!(target instanceof HTMLInputElement)) return;
      if (mode === 'point') enter('type');
      // A half-composed syllable is nobody's text.
      if (!isComposing) store.typing(idOf(target), target.value);
    },
    key(event: KeyboardEvent): void {
      if (event.isComposing || event.keyCode === 229 || event.target !== field) return;
      const action = actionOf(event, mode, store.picked() !== null);
      if (action && act(action)) event.preventDefault();
    },
    /** A button of a card. */
    click(target: EventTarget): void {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-command]') : null;
      const { command, of: id } = button?.dataset ?? {};
      if (id && (command === 'remark' || command === 'history')) outside.onCommand(command, id);
    },
    pointerDown(event: PointerEvent): void {
      pointer = event.pointerType;
    },
    press(event: MouseEvent): void {
      if (event.button !== 0) return;
      const to = placeUnder(event.target);
      isDragging = pointer === 'mouse' && to !== null;
      if (event.shiftKey && to && field && document.activeElement === field) {
        event.preventDefault();
        take();
        pick(to);
        return;
      }
      const target = event.target;
      if (!(target instanceof HTMLInputElement)) {
        isDragging = false;
        return;
      }
      if (target !== document.activeElement) {
        // The whole cell is chosen, as in Excel; touch keeps its own way, which opens the keyboard.
        if (pointer !== 'mouse') return;
        event.preventDefault();
        target.focus();
      } else if (!target.readOnly && store.picked() === null) enter('edit');
      else store.pick(null);
    },
    drag(event: MouseEvent): void {
      if (!isDragging || event.buttons !== 1 || mode !== 'point') return;
      const to = placeUnder(event.target);
      if (to) pick(to);
    },
    copy(event: ClipboardEvent): void {
      const block = chosen();
      if (!block || isTyping() || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', toTsv(textsOf(store, block)));
      event.preventDefault();
      if (event.type === 'cut') clear(block);
    },
    pasteEvent(event: ClipboardEvent): void {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // One value into a text with a caret is ordinary typing.
      if (event.target !== field || (isTyping() && !isBlockText(text))) return;
      event.preventDefault();
      paste(text);
    },
  };
}
