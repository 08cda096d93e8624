package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.sample.running.Admin;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.SampleKeys;
import org.nexusauth.sample.running.SampleProcess;

/** What was revoked outlasts the sample's process, and is never begun anew by itself. */
class KilledIT {

  private static final String ME = "/api/public/v1/me";

  @TempDir Path scratch;

  @Test
  void revocations_afterAKill_areInForceAndTheKeysThatAreShownGood() throws IOException {
    String shown;
    String admin;
    String other;
    try (SampleProcess first = SampleProcess.start(scratch).awaitUp()) {
      shown = first.key("read-write.key");
      admin = first.key("admin.key");
      other = SampleKeys.of(first, key -> key);
      Admin.of(first).revoke(other, "leaked").object();
      Admin.of(first).revoke(shown, "leaked").object();
      Admin.of(first).revoke(admin, "leaked").object();
    } // by SIGKILL
    try (SampleProcess second = SampleProcess.start(scratch).awaitUp()) {
      for (String revoked : new String[] {shown, admin, other}) {
        assertThat(
                new Client(second.url())
                    .key(revoked)
                    .get(ME)
                    .refused(401, "Invalid API key")
                    .getString("code"))
            .isEqualTo("key_revoked");
      }
      new Client(second.url()).key(second.key("read-write.key")).get(ME).object();
      assertThat(second.output()).contains(second.key("read-write.key")).doesNotContain(shown);
      assertThat(second.output()).containsPattern("admin\\.key .*replaced: ");
      Admin.of(second).revoke(other, "again").object();
    }
    Files.delete(scratch.resolve("data/revocations.mv.db"));
    try (SampleProcess third = SampleProcess.start(scratch)) {
      assertThat(third.awaitExit()).isEqualTo(1);
      assertThat(third.error()).contains("revocations.mv.db is gone", "Put it back");
    }
  }
}
