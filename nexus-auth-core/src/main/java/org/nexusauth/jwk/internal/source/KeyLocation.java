package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.nexusauth.config.Setting;
import org.nexusauth.jwk.UnusableKeyException;

/** A place that verification keys are read from. Thread-safe. */
public sealed interface KeyLocation permits ClassPathLocation, FileLocation, WebLocation {
  /** No key set is as large as this. */
  int MAX_BYTES = 1 << 20;

  /**
   * Returns the text that is there now.
   *
   * @throws IOException when it cannot be read; the message says why
   */
  String read() throws IOException;

  /** Returns whether the text can change while the application runs. */
  boolean canChange();

  /**
   * Returns the place that a setting names.
   *
   * @throws UnusableKeyException when it is none of the forms
   */
  static KeyLocation of(String location, ClassLoader resources) throws UnusableKeyException {
    if (location.matches("(?s).*(\"kty\"|\"keys\"|-----BEGIN ).*")) {
      throw new UnusableKeyException(
          "holds keys, not the place of keys: give them as " + Setting.VERIFY_KEYS.property());
    }
    if (location.startsWith("classpath:")) {
      return new ClassPathLocation(location.substring("classpath:".length()), resources);
    }
    if (location.startsWith("https:")) {
      return WebLocation.ofUrl(location);
    }
    if (location.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*") && !location.startsWith("file:")) {
      throw new UnusableKeyException("expected classpath:, file:, https: or a path");
    }
    try {
      if (location.startsWith("file:/")) {
        return new FileLocation(Path.of(URI.create(location)));
      }
      return new FileLocation(Path.of(location.replaceFirst("^file:", "")));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("is no path of a file");
    }
  }

  /**
   * Reads a stream of at most {@link #MAX_BYTES} bytes as UTF-8.
   *
   * @throws IOException when it is longer, in a binary format, or not UTF-8
   */
  static String readText(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it is larger than " + MAX_BYTES + " bytes");
    }
    String unsupported = BinaryKeyFormat.describeUnsupported(bytes);
    if (!unsupported.isEmpty()) {
      throw new IOException(unsupported);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }
}
