package org.nexusauth.cli.apikey;

import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.KeySource;
import org.nexusauth.cli.terminal.Console;
import picocli.CommandLine.ArgGroup;

/** A key that is given by its text: on standard input, by a file or a variable. */
final class KeyTextOptions {

  @ArgGroup private @Nullable KeySource source;

  String read(Console console) {
    return KeySource.readKey(source, console);
  }
}
