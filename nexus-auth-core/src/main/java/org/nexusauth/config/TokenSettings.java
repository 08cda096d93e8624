package org.nexusauth.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a key is sent.
 *
 * @param header the header's name
 * @param prefix what may stand before the key and comes off once, or null
 * @param maxLength the maximum number of characters of a value, the prefix included
 */
public record TokenSettings(String header, @Nullable String prefix, int maxLength) {

  /** The header {@code api-key} with the key alone. */
  public static final TokenSettings STANDARD = new TokenSettings("api-key", null, 4096);

  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PREFIX = Pattern.compile("[!-+\\--~]{1,64}");

  static TokenSettings from(SettingsReader settings) {
    return new TokenSettings(
        settings
            .readText(
                Setting.TOKEN_HEADER,
                FIELD_NAME.asMatchPredicate(),
                "expected the name of a header (RFC 9110 §5.1), for example api-key")
            .orElse(STANDARD.header),
        readPrefix(settings),
        settings.readNumber(Setting.TOKEN_MAX_LENGTH, 256, 65_536, STANDARD.maxLength));
  }

  /**
   * Returns the header's name for a filter that could not start: the configured one, or the
   * standard one where none is configured, or none that is valid.
   */
  public static String headerOf(Configuration configuration) {
    return configuration
        .find(Setting.TOKEN_HEADER)
        .map(given -> given.value().strip())
        .filter(FIELD_NAME.asMatchPredicate())
        .orElse(STANDARD.header);
  }

  /** Read as it is given: a prefix without its whitespace would match no key. */
  private static @Nullable String readPrefix(SettingsReader settings) {
    return settings
        .readExact(Setting.TOKEN_PREFIX)
        .map(
            given -> {
              if (given.value().strip().toLowerCase(Locale.ROOT).equals("bearer")) {
                throw ConfigurationException.of(
                    given,
                    "Bearer is a scheme and not a prefix; remove this property and set "
                        + Setting.TOKEN_HEADER.property()
                        + "=Authorization, where Bearer and one space stand before the key");
              }
              if (!PREFIX.matcher(given.value()).matches()) {
                throw ConfigurationException.of(
                    given,
                    "expected up to 64 visible ASCII characters without whitespace and commas, for"
                        + " example nxs_");
              }
              return given.value();
            })
        .orElse(null);
  }

  /**
   * Returns whether the scheme {@code Bearer} stands before the key (RFC 6750 §2.1): where the
   * header is {@code Authorization}.
   */
  public boolean expectsBearer() {
    return header.equalsIgnoreCase("Authorization");
  }

  /** Returns these settings for a key outside the header: in a body, for example. */
  public TokenSettings forBareKey() {
    return new TokenSettings(STANDARD.header, prefix, maxLength);
  }
}
