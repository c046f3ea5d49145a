'use client';

/** Shown when even the root layout fails: no messages can be read, so both languages stand here. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="vi">
      <body>
        <main className="main">
          <h1>Tổng Kết</h1>
          <p>Trang chưa mở được. Số bạn gõ còn nguyên trên máy này. Mã: {error.digest ?? '—'}</p>
          <p lang="en">The page could not be opened. What you typed is still on this computer. Code: {error.digest ?? '—'}</p>
        </main>
      </body>
    </html>
  );
}
