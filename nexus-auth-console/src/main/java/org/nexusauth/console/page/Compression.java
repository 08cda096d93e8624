package org.nexusauth.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Compresses answers by gzip (RFC 1952) for clients that accept it. */
final class Compression {
  private Compression() {}

  /** Returns whether a client accepts gzip (RFC 9110 section 12.5.3). */
  static boolean isAccepted(HttpServletRequest request) {
    String header = request.getHeader("Accept-Encoding");
    if (header == null) {
      return false;
    }
    return Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .anyMatch(
            coding ->
                coding.equals("gzip")
                    || (coding.startsWith("gzip;") && !coding.matches("gzip;\\s*q=0(\\.0*)?")));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
