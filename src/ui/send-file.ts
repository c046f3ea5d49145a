/** Sends a file as it is: null when it was taken, else the sentence why not; '' when no answer came. (fetch cannot tell how far a body has gone.) */
export function sendFile(address: string, file: File, key: string, onProgress: (percent: number) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded / Math.max(total, 1)) * 100));
    request.onerror = () => resolve('');
    request.onload = () => resolve(request.status === 201 ? null : messageIn(request.responseText));
    request.send(file);
  });
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}
