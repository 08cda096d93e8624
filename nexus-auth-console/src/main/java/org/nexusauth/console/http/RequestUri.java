package org.nexusauth.console.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a request's path and percent-encoded texts, strictly as UTF-8. */
final class RequestUri {
  private RequestUri() {}

  /**
   * Returns the decoded segments of the path below the servlet's mapping; empty when it is not
   * written as the mapping is, or not UTF-8. A segment may contain an encoded slash.
   */
  static Optional<List<String>> readSegments(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String mapping = request.getContextPath() + request.getServletPath();
    if (!uri.startsWith(mapping + "/")) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : uri.substring(mapping.length() + 1).split("/", -1)) {
      Optional<String> decoded = decode(segment);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      segments.add(decoded.get());
    }
    return Optional.of(segments);
  }

  /** Decodes a text; empty when an escape is incomplete or the bytes are not UTF-8. */
  static Optional<String> decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int value = readHex(text, i + 1);
        if (value < 0) {
          return Optional.empty();
        }
        bytes.write(value);
        i += 2;
      } else {
        // Containers pass bytes above ASCII on as they read them; they are not valid in a URI.
        if (c >= 0x80) {
          return Optional.empty();
        }
        bytes.write(c);
      }
    }
    return decodeUtf8(bytes.toByteArray());
  }

  /** Decodes bytes; empty when they are not UTF-8. */
  static Optional<String> decodeUtf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int readHex(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = digit(text.charAt(at));
    int low = digit(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
