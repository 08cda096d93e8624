package org.nexusauth.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Signing keys in files that only their owner can read. Where files have POSIX permissions, a file
 * is made with mode 600 from its first instant, and one that its group or others can read is
 * rejected, except that its group may read it in a read-only mount; elsewhere (Windows) the
 * folder's own protection must do, and nothing is checked.
 */
public final class SigningKeyFile {

  /**
   * A set of RSA keys with all their parts fits many times; a disk image given by mistake does not.
   */
  private static final int MAX_BYTES = 65_536;

  private SigningKeyFile() {}

  /**
   * Reads the one key of a file, a JWK or a PKCS#8 PEM, whatever the file's name.
   *
   * @param file the file
   * @throws SigningKeyException if the file is missing, can be read by others, or holds no sound
   *     signing key; the message names the file and the remedy
   */
  public static SigningKey read(Path file) {
    try {
      return SigningKey.parse(readText(file));
    } catch (SigningKeyException e) {
      throw new SigningKeyException(file + ": " + e.getMessage());
    }
  }

  /**
   * Writes a key to a new file: as a JWK if the name ends in {@code .jwk} or {@code .json}, as PEM
   * if it ends in {@code .pem} or {@code .key}.
   *
   * @param key the key
   * @param file the file, which must not exist; its folder must
   * @throws IllegalArgumentException for a name with another ending, or a secret as PEM
   * @throws SigningKeyException if the file exists or cannot be written; the message names it
   */
  public static void write(SigningKey key, Path file) {
    String text = formatFor(key, file);
    try {
      OwnerOnlyFile.createFile(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (FileAlreadyExistsException e) {
      throw new SigningKeyException(
          file
              + " exists, and a signing key is not overwritten; choose another name, or print the verification keys of this"
              + " one with nexus-auth jwks");
    } catch (IOException e) {
      throw writeFailure(file, e);
    }
  }

  /**
   * Writes a key like {@link #write}, in the place of a file that may exist. Keys signed with the
   * one that was there can no longer be issued; applications accept the former ones until its
   * public key is removed from their settings.
   *
   * @param key the key
   * @param file the file; its folder must exist
   * @throws IllegalArgumentException for a name with another ending, or a secret as PEM
   * @throws SigningKeyException if the file cannot be written; the message names it
   */
  public static void replace(SigningKey key, Path file) {
    String text = formatFor(key, file);
    try {
      OwnerOnlyFile.replaceFile(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw writeFailure(file, e);
    }
  }

  private static String formatFor(SigningKey key, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".jwk") || name.endsWith(".json")) {
      return JwkFormat.toJwk(key);
    }
    if (name.endsWith(".pem") || name.endsWith(".key")) {
      return PemFormat.toPem(key);
    }
    throw new IllegalArgumentException(
        file + ": a signing key's file ends in .jwk or .json (JWK), or in .pem or .key (PKCS#8)");
  }

  private static String readText(Path file) {
    try {
      OwnerOnlyFile.requirePrivate(file);
      if (Files.isDirectory(file)) {
        throw new SigningKeyException("is a folder; give the file of one key");
      }
      return readContent(file);
    } catch (NoSuchFileException e) {
      throw new SigningKeyException("no such file; make a signing key with keygen");
    } catch (IOException e) {
      throw new SigningKeyException("cannot be read (" + describeFailure(e) + ")");
    }
  }

  /** A pipe, as {@code /dev/stdin} may be one, has no size: no more is read than is allowed. */
  private static String readContent(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new SigningKeyException("too large for a signing key; give the file of one key");
      }
      return new String(
          bytes, StandardCharsets.ISO_8859_1); // ASCII, else its JSON or PEM is invalid
    }
  }

  private static String describeFailure(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getClass().getSimpleName();
  }

  private static SigningKeyException writeFailure(Path file, IOException e) {
    return new SigningKeyException(
        file
            + " cannot be written ("
            + describeFailure(e)
            + "); choose a folder that you can write to");
  }
}
