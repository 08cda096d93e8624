package org.nexusauth.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a key is sent.
 *
 * @param header the header's name
 * @param prefix what may stand before the key and comes off once, or null
 * @param maxLength the most characters of a value, the prefix included
 */
public record TokenSettings(String header, @Nullable String prefix, int maxLength) {
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PREFIX = Pattern.compile("[!-+\\--~]{1,64}");

  static TokenSettings read(SettingsReader settings) {
    return new TokenSettings(
        settings
            .text(
                Setting.TOKEN_HEADER,
                FIELD_NAME.asMatchPredicate(),
                "expected the name of a header (RFC 9110 §5.1), for example api-key")
            .orElse("api-key"),
        settings
            .text(
                Setting.TOKEN_PREFIX,
                PREFIX.asMatchPredicate(),
                "expected up to 64 visible ASCII characters without a comma, for example nxs_")
            .orElse(null),
        settings.number(Setting.TOKEN_MAX_LENGTH, 256, 65_536, 4096));
  }
}
