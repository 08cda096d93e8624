package org.nexusauth.management.alert.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the status of an HTTP/1.1 answer, and nothing after its first lines. */
final class HttpStatusReader {
  private static final int MAX_BYTES = 32_768;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final int FIRST_FINAL = 200;

  private final InputStream in;
  private int bytes;

  HttpStatusReader(InputStream in) {
    this.in = in;
  }

  /** Returns the first status that is not one of those before an answer, 1xx. */
  int readStatus() throws IOException {
    int status = parseStatus(readLine());
    while (status < FIRST_FINAL) {
      skipHeaders();
      status = parseStatus(readLine());
    }
    return status;
  }

  private void skipHeaders() throws IOException {
    String line = readLine();
    while (!line.isEmpty()) {
      line = readLine();
    }
  }

  private static int parseStatus(String line) throws IOException {
    Matcher status = STATUS_LINE.matcher(line);
    if (!status.matches()) {
      throw new IOException("no HTTP/1.1");
    }
    return Integer.parseInt(status.group(1));
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = readByte();
    while (next != '\n') {
      line.append((char) next);
      next = readByte();
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  private int readByte() throws IOException {
    int next = in.read();
    if (next < 0 || ++bytes > MAX_BYTES) {
      throw new IOException("no complete answer");
    }
    return next;
  }
}
