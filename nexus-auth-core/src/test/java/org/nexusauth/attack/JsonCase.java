package org.nexusauth.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code json-cases.txt}.
 *
 * @param isTaken whether the text must be taken
 * @param text the text, bytes in it as {@code <hh>}
 */
record JsonCase(String name, boolean isTaken, String text) {
  private static final Pattern LINE = Pattern.compile("([ynd]) (\\S+) (.+)");
  private static final Pattern BYTE = Pattern.compile("<([0-9a-f]{2})>");

  static List<JsonCase> all() {
    try (InputStream in = JsonCase.class.getResourceAsStream("json-cases.txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(JsonCase::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonCase of(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new AssertionError("no case: " + line);
    }
    return new JsonCase(parts.group(2), parts.group(1).equals("y"), parts.group(3));
  }

  /** Returns whether the text is that of all and not of a value. */
  boolean isWhole() {
    return text.indexOf('$') >= 0;
  }

  /** Returns the first character that is no blank, or a blank. */
  char start() {
    return (text.replaceFirst("^(<(20|09|0a|0d)>| )+", "") + " ").charAt(0);
  }

  /** Returns an object that has these members and this case in it. */
  byte[] in(Json json, String name) {
    String object = json.text();
    String members = object.substring(1, object.length() - 1);
    return bytes(
        isWhole() ? text.replace("$", members) : "{" + members + ",\"" + name + "\":" + text + "}");
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher found = BYTE.matcher(text);
    int from = 0;
    while (found.find()) {
      out.writeBytes(text.substring(from, found.start()).getBytes(UTF_8));
      out.writeBytes(HexFormat.of().parseHex(found.group(1)));
      from = found.end();
    }
    out.writeBytes(text.substring(from).getBytes(UTF_8));
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
