/** The sentences of the desk: `(await getMessages()).awards.desk`. */
export type DeskWords = {
  fields: Record<'number' | 'signedOn' | 'authority' | 'signer' | 'subject' | 'yearFrom' | 'yearTo', string>;
  filters: Record<'all' | 'OK' | 'CHOOSE' | 'NEW' | 'LOOK' | 'OUT', string>;
  states: Record<'OK' | 'CHOOSE' | 'NEW' | 'LOOK' | 'OUT' | 'WRONG', string>;
  columns: Record<'line' | 'pasted' | 'whom' | 'title' | 'evidence' | 'money' | 'state', string>;
  ratings: Record<'EXCELLENT' | 'GOOD' | 'COMPLETED' | 'NOT_COMPLETED' | 'NOT_RATED', string>;
} & Record<
  | 'datePattern'
  | 'empty'
  | 'finding'
  | 'clear'
  | 'existing'
  | 'personType'
  | 'collectiveType'
  | 'noType'
  | 'pasteFirst'
  | 'pasteMore'
  | 'pasteHint'
  | 'paste'
  | 'nothingPasted'
  | 'nobody'
  | 'stillOpen'
  | 'save'
  | 'saving'
  | 'recorded'
  | 'unanswered'
  | 'share'
  | 'shareAbove'
  | 'salary'
  | 'list'
  | 'total'
  | 'choose'
  | 'chooseNone'
  | 'chooseUnit'
  | 'addNew'
  | 'leaveOut'
  | 'newIn'
  | 'newInLabel'
  | 'titleLabel'
  | 'chooseLabel'
  | 'lacks'
  | 'gone'
  | 'elsewhere'
  | 'has'
  | 'lineNumber'
  | 'editLine'
  | 'citation'
  | 'opens'
  | 'opensBody'
  | 'nineYears'
  | 'thisOne'
  | 'none'
  | 'isAnother'
  | 'putBack'
  | 'unknown',
  string
>;
