package org.nexusauth.contract.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Frames of HTTP/2 in the making (RFC 9113 §4), whatever is in them. Not thread-safe.
 *
 * <p>Fields are written as they are given: no name is made small, no value is looked at.
 */
public final class Frames {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int LARGEST = 16_384;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** What a client starts with; it asks the server to keep no table of fields. */
  public static Frames preface() {
    Frames frames = new Frames();
    frames.out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    return frames.frame(SETTINGS, 0, 0, new byte[] {0, 1, 0, 0, 0, 0});
  }

  /** The fields of a request, or of its trailer. */
  public Frames headers(int stream, boolean last, Fields fields) {
    byte[] block = fields.bytes();
    int end = last ? END_STREAM : 0;
    for (int from = 0; from == 0 || from < block.length; from += LARGEST) {
      int to = Math.min(block.length, from + LARGEST);
      int flags = (from == 0 ? end : 0) | (to == block.length ? END_HEADERS : 0);
      byte[] part = Arrays.copyOfRange(block, from, to);
      frame(from == 0 ? HEADERS : CONTINUATION, flags, stream, part);
    }
    return this;
  }

  public Frames data(int stream, boolean last, String text) {
    return frame(DATA, last ? END_STREAM : 0, stream, text.getBytes(ISO_8859_1));
  }

  private Frames frame(int type, int flags, int stream, byte[] payload) {
    int length = payload.length;
    out.writeBytes(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    out.write(type);
    out.write(flags);
    out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
    out.writeBytes(payload);
    return this;
  }

  /** Everything so far, a byte a character. */
  public String text() {
    return out.toString(ISO_8859_1);
  }
}
