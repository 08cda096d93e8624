package org.nexusauth.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;

/** Standard output that fails where its reader has gone, which a {@link PrintWriter} hides. */
public final class PipeOutput implements Appendable {

  /** How many characters are written between two looks at the reader. */
  private static final int CHECK_INTERVAL = 1 << 16;

  private final PrintWriter out;
  private int unchecked;

  /** Writes to standard output. */
  public PipeOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Appendable append(CharSequence text) throws IOException {
    return append(text, 0, text.length());
  }

  @Override
  public Appendable append(CharSequence text, int start, int end) throws IOException {
    out.append(text, start, end);
    countWritten(end - start);
    return this;
  }

  @Override
  public Appendable append(char unit) throws IOException {
    out.append(unit);
    countWritten(1);
    return this;
  }

  private void countWritten(int characters) throws IOException {
    unchecked += characters;
    if (unchecked >= CHECK_INTERVAL) {
      unchecked = 0;
      if (out.checkError()) {
        throw new IOException("standard output cannot be written");
      }
    }
  }
}
