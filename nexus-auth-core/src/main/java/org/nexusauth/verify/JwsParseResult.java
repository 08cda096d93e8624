package org.nexusauth.verify;

import java.util.function.Supplier;

/** The result of {@link CompactJws#parse}: a {@link CompactJws}, or why the text is none. */
sealed interface JwsParseResult permits CompactJws, JwsParseResult.Malformed {

  /**
   * The text is no compact JWS.
   *
   * @param problem describes the cause; evaluated only where it is logged or printed, so that
   *     denying floods of malformed keys stays cheap
   */
  record Malformed(Supplier<String> problem) implements JwsParseResult {}
}
