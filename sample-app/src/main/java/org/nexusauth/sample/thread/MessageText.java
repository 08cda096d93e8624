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
  static String requireText(JsonBody body) {
    String text = body.text("content").or(() -> body.text("message")).orElse("");
    if (text.isBlank()) {
      throw ApiException.of(400, "Content is required");
    }
    return requireShort(text);
  }

  /** The text that a thread may start with; whitespace alone counts as none. */
  static Optional<String> findText(JsonBody body) {
    return body.text("message").filter(text -> !text.isBlank()).map(MessageText::requireShort);
  }

  /** Code points, not UTF-16 units: an emoji counts as one character. */
  private static String requireShort(String text) {
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      throw ApiException.of(413, TOO_LONG);
    }
    return text;
  }
}
