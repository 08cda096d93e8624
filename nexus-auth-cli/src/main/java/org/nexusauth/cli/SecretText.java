package org.nexusauth.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds keys, private ones too, in texts where none belongs. */
final class SecretText {

  /**
   * A JWS begins with a JSON object: eyJ is a brace and a quote, the others have whitespace
   * between.
   */
  private static final Pattern API_KEY =
      Pattern.compile(
          "eyJ[\\w-]{17,}[\\w.-]*|(?:eyJ|eyA|ewo|ew0|ewk)[\\w-]{5,}\\.[\\w-]+\\.[\\w-]*"
              // A signature, or a part of one; longer than a thumbprint of SHA-512.
              + "|(?=[\\w-]{0,99}[A-Z])(?=[\\w-]{0,99}[a-z])(?=[\\w-]{0,99}\\d)[\\w-]{100,}");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN[\\s\\S]*|\\{[\\s\\S]*\"(?:kty|d|k)\"\\s*:[\\s\\S]*");

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]{0,30}");

  private SecretText() {}

  /** Returns the problem of the first argument that holds a key, which is not repeated. */
  static Optional<String> problem(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (isIn(arguments[i])) {
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

  private static boolean isIn(String text) {
    return API_KEY.matcher(text).find() || PRIVATE_KEY.matcher(text).find();
  }

  /** Returns the text without the keys in it: for messages that quote what they were given. */
  static String redacted(String text) {
    String withoutApiKeys = API_KEY.matcher(text).replaceAll("(a key)");
    return PRIVATE_KEY.matcher(withoutApiKeys).replaceAll("(a private key)");
  }
}
