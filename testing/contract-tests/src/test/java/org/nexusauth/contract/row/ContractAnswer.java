package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.nexusauth.reason.Reason;

/** The answer of a refusal, to the letter. */
final class ContractAnswer {

  private ContractAnswer() {}

  static void check(Seen seen, Reason reason) {
    assertThat(seen.status()).isEqualTo(reason.status());
    if (!seen.toHead()) {
      assertThat(seen.text()).startsWith(body(reason)).endsWith("}");
      assertThat(seen.header("Content-Length")).isEqualTo("" + seen.text().length());
    }
    assertThat(seen.header("Content-Type")).isEqualTo("application/json");
    assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
    assertThat(seen.header("Vary")).isEqualTo("api-key");
    assertThat(seen.header("X-Request-ID")).isEqualTo(seen.id());
    assertThat(seen.headers("WWW-Authenticate")).isEqualTo(challenges(reason));
  }

  private static List<String> challenges(Reason reason) {
    if (reason.status() != 401) {
      return List.of();
    }
    String error = reason == Reason.KEY_MISSING ? "" : ", error=\"" + reason.code() + '"';
    return List.of("ApiKey realm=\"nexus\", header=\"api-key\"" + error);
  }

  private static String body(Reason reason) {
    String body =
        "{\"statusCode\":%s,\"message\":\"%s\",\"error\":\"%s\",\"code\":\"%s\""
            .formatted(reason.status(), reason.message(), reason.error(), reason.code());
    String hint = reason.hint().orElse("").replace("{header}", "api-key");
    if (reason == Reason.PERMISSION_MISSING) {
      hint = "The key needs the permission \"admin\"."; // The one that the rows' rule requires.
    }
    return hint.isEmpty() ? body : body + ",\"hint\":\"" + hint.replace("\"", "\\\"") + "\"}";
  }
}
