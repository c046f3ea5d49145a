'use client';

import { createContext, type ReactNode, use, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/overlay/dialog';
import type { TaskState } from '../schema';
import { type ResultWords, TaskResult } from './task-result';

type Movable = {
  id: number;
  version: number;
  title: string;
  state: TaskState;
  percent: number;
  dueOn: string;
  doneOn: string | null;
  isExceeded: boolean;
  result: string | null;
  mayCancel: boolean;
};

const MoveContext = createContext<(task: Movable) => void>(() => undefined);

/** The board's one dialog: every card opens it for itself, so that forty cards do not carry forty forms. */
export function MoveBoard({ today, words, title, children }: { today: string; words: ResultWords; title: string; children: ReactNode }) {
  const [task, setTask] = useState<Movable | null>(null);
  return (
    <MoveContext value={setTask}>
      {children}
      <Dialog open={task !== null} onClose={() => setTask(null)} title={title.replace('{title}', task?.title ?? '')}>
        {task && (
          <TaskResult
            key={`${task.id}/${task.version}`}
            task={task}
            today={today}
            words={words}
            mayCancel={task.mayCancel}
            first={task.state === 'PLANNED' ? 'IN_PROGRESS' : undefined}
          />
        )}
      </Dialog>
    </MoveContext>
  );
}

/** Moves a card to another column. */
export function MoveButton({ task, label, children }: { task: Movable; label: string; children: ReactNode }) {
  const move = use(MoveContext);
  return (
    <Button size="small" label={label} aria-haspopup="dialog" onClick={() => move(task)}>
      {children}
    </Button>
  );
}
