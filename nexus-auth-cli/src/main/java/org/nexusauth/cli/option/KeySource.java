package org.nexusauth.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import picocli.CommandLine.Option;

/** Where the key comes from: never an argument, which every user of the machine could read. */
public final class KeySource {

  /** Far more than any application accepts, and far less than a device file has. */
  private static final int MAX_BYTES = 1 << 20;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Read the key from a file instead of standard input.")
  private @Nullable Path file;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Read the key from an environment variable.")
  private @Nullable String variable;

  /** The value as a client would send it: one line end at its end comes off, nothing else. */
  public static String readKey(@Nullable KeySource source, Console console) {
    if (source != null && source.variable != null) {
      return readVariable(source.variable, console);
    }
    try {
      if (source != null && source.file != null) {
        return withoutLineEnd(readText(Files.newInputStream(source.file)));
      }
      return withoutLineEnd(readText(console.in()));
    } catch (NoSuchFileException e) {
      throw CliException.file("no such file: " + e.getFile());
    } catch (AccessDeniedException e) {
      throw CliException.file("cannot read " + e.getFile() + ": permission denied");
    } catch (IOException e) {
      throw CliException.file("cannot read the key (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String readVariable(String name, Console console) {
    String value = console.environment().get(name);
    if (value == null) {
      throw CliException.file("no environment variable of the name given with --env");
    }
    return value;
  }

  private static String readText(InputStream open) throws IOException {
    try (InputStream in = open) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw CliException.file("the input is longer than 1 MiB, so it is no key");
      }
      requireUtf8(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** What Windows PowerShell writes by default is neither a key nor whitespace around one. */
  private static void requireUtf8(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    if (first == 0xFFFE || first == 0xFEFF || (bytes.length > 1 && bytes[1] == 0)) {
      throw CliException.file(
          "the key is in UTF-16, as Windows PowerShell writes files; write it in ASCII"
              + " (Set-Content -Encoding ascii), or convert it: iconv -f UTF-16 -t UTF-8 FILE");
    }
    if (first == 0xEFBB) {
      throw CliException.file(
          "the key starts with a byte order mark, which is not part of it; remove it:"
              + " sed -i '1s/^\\xEF\\xBB\\xBF//' FILE");
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    if (text.endsWith("\n")) {
      return text.substring(0, text.length() - 1);
    }
    return text;
  }
}
