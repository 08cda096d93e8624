package org.nexusauth.sample.thread;

import java.util.Optional;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;

/** What a client says: the rules for the text of a message. */
final class MessageText {

  static final String TOO_LONG = "Message exceeds maximum length of 4000 characters";

  private static final int MAX_CHARACTERS = 4000;

  private MessageText() {}

  /** The text to send, which clients call {@code content} or {@code message}. */
  static String required(JsonBody body) {
    String text = body.text("content").or(() -> body.text("message")).orElse("");
    if (text.isBlank()) {
      throw ApiException.of(400, "Content is required");
    }
    return checked(text);
  }

  /** The text a thread may start with; a blank one is none. */
  static Optional<String> optional(JsonBody body) {
    return body.text("message").filter(text -> !text.isBlank()).map(MessageText::checked);
  }

  /** Code points, not UTF-16 units: an emoji is one character to whoever counts it. */
  private static String checked(String text) {
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      throw ApiException.of(413, TOO_LONG);
    }
    return text;
  }
}
