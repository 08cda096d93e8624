package org.nexusauth.cli.terminal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.internal.KeyTextDetector;

/** Finds keys, private ones too, in the arguments of a command. */
public final class SecretArgumentCheck {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]{0,30}");

  private SecretArgumentCheck() {}

  /** Returns the problem of the first argument that holds a key, which is not repeated. */
  public static Optional<String> problem(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (KeyTextDetector.containsKey(arguments[i])) {
        return Optional.of(problem(name(arguments, i)));
      }
    }
    return Optional.empty();
  }

  private static String problem(String name) {
    String advice =
        name.equals("--key-id")
            ? "it takes the key's id (jti). Give the key itself on standard input, by --file or"
                + " --env, with --keys and without --key-id"
            : "give an API key on standard input, by --file or --env, and a private key as a file";
    return name
        + " must have no key in it, since others see it in the list of processes and the shell's"
        + " history; nothing was done: "
        + advice;
  }

  private static String name(String[] arguments, int at) {
    int end = arguments[at].indexOf('=');
    String own = end < 0 ? "" : arguments[at].substring(0, end);
    if (OPTION.matcher(own).matches()) {
      return own;
    }
    String before = at == 0 ? "" : arguments[at - 1];
    return OPTION.matcher(before).matches() ? before : "an argument";
  }
}
