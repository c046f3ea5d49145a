import { SendFile, type SendFileProps } from './send-file';

type Props = SendFileProps & { template: string; templateWord: string; isMain: boolean };

/** The template to fill in, and the field that takes the filled one. */
export function Choose({ template, templateWord, isMain, ...send }: Props) {
  return (
    <div className={isMain ? 'max-w-xl mt-4 mb-5' : 'max-w-xl mt-5 mb-5'}>
      <p className="mb-4">
        <a className="btn" href={template} download>
          {templateWord}
        </a>
      </p>
      <SendFile {...send} />
    </div>
  );
}
