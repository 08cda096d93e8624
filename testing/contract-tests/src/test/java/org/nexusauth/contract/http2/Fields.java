package org.nexusauth.contract.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** A block of fields in the making (RFC 7541 §6). Not thread-safe. */
public final class Fields {

  private static final int PLAIN = 0x00;
  private static final int KEPT = 0x40;
  private static final int NEVER_KEPT = 0x10;

  private static final int AUTHORITY = 1;
  private static final int METHOD = 2;
  private static final int PATH = 4;
  private static final int SCHEME = 6;

  /** The first field that a sender had the reader keep. */
  private static final int FIRST_KEPT = 62;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * A request's first four fields, named by their numbers in the static table (RFC 7541, Appendix
   * A): Tomcat 10.1 takes no colon in a name that is spelled out.
   */
  public static Fields request(String method, String path) {
    return new Fields()
        .numbered(METHOD, method)
        .numbered(SCHEME, "http")
        .numbered(AUTHORITY, "localhost")
        .numbered(PATH, path);
  }

  public Fields plain(String name, String value) {
    return literal(PLAIN, name, value);
  }

  /** A field that the reader keeps, so that it can be named by its number. */
  public Fields kept(String name, String value) {
    return literal(KEPT, name, value);
  }

  /** A field that nobody on the way may keep. */
  public Fields neverKept(String name, String value) {
    return literal(NEVER_KEPT, name, value);
  }

  /** The field that was kept last but so many. */
  public Fields again(int before) {
    number(0x80, 7, FIRST_KEPT + before);
    return this;
  }

  private Fields numbered(int name, String value) {
    number(PLAIN, 4, name);
    string(value);
    return this;
  }

  private Fields literal(int form, String name, String value) {
    out.write(form);
    string(name);
    string(value);
    return this;
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    number(0, 7, bytes.length);
    out.writeBytes(bytes);
  }

  private void number(int form, int bits, int value) {
    int most = (1 << bits) - 1;
    if (value < most) {
      out.write(form | value);
      return;
    }
    out.write(form | most);
    int rest = value - most;
    for (; rest >= 0x80; rest >>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
