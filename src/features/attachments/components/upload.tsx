'use client';

import Paperclip from 'lucide-react/icons/paperclip';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { showToast } from '@/ui/overlay/toast';
import { sendFile } from '@/ui/send-file';
import { newUuid } from '@/ui/uuid';
import type { Attachable } from '../schema';

export type UploadWords = {
  file: string;
  hint: string;
  secret: string;
  confidentiality: string;
  NORMAL: string;
  INTERNAL: string;
  attach: string;
  attaching: string;
  attached: string;
  choose: string;
  tooLarge: string;
  unanswered: string;
};
type UploadProps = { subject: Attachable; subjectKey: number; maximumBytes: number; words: UploadWords };

const ACCEPTED = '.pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp';

/** Adds one file to a subject: sent as it is, with its progress; what is refused is said here and nothing is lost. */
export function Upload({ subject, subjectKey, maximumBytes, words }: UploadProps) {
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const level = useRef<HTMLSelectElement>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  // the same file sent again is the same act, until it was taken or another is chosen
  const [key, setKey] = useState('');

  const send = async () => {
    const file = field.current?.files?.[0];
    if (!file) return setProblem(words.choose);
    if (file.size > maximumBytes) return setProblem(words.tooLarge);
    const once = key || newUuid();
    setKey(once);
    setProblem('');
    setPercent(0);
    const search = new URLSearchParams({
      subject,
      key: String(subjectKey),
      name: file.name,
      confidentiality: level.current?.value ?? 'NORMAL',
    });
    const refused = await sendFile(`/api/attachments?${search}`, file, once, setPercent);
    setPercent(null);
    if (refused !== null) return setProblem(refused || words.unanswered);
    showToast({ text: words.attached });
    setKey('');
    if (field.current) field.current.value = '';
    router.refresh();
  };
  const isSending = percent !== null;
  return (
    <div className="stack">
      <div className={problem ? 'field invalid' : 'field'}>
        <label htmlFor={id}>{words.file}</label>
        <span className="hint" id={`${id}-hint`}>
          {words.hint}
        </span>
        <input
          ref={field}
          id={id}
          className="input h-auto py-1"
          type="file"
          accept={ACCEPTED}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-hint ${id}-problem`}
          onChange={() => {
            setProblem('');
            setKey('');
          }}
        />
        <div id={`${id}-problem`} role="alert">
          {problem && <p className="problem">{problem}</p>}
        </div>
      </div>
      <label className="row wrap">
        <span className="small">{words.confidentiality}</span>
        <select ref={level} className="input w-auto" defaultValue="NORMAL">
          <option value="NORMAL">{words.NORMAL}</option>
          <option value="INTERNAL">{words.INTERNAL}</option>
        </select>
      </label>
      <p className="small muted">{words.secret}</p>
      <div className="row wrap">
        <Button icon={Paperclip} aria-disabled={isSending} onClick={() => !isSending && void send()}>
          {isSending ? words.attaching : words.attach}
        </Button>
        {isSending && <progress max={100} value={percent} aria-label={words.attaching} />}
      </div>
    </div>
  );
}
