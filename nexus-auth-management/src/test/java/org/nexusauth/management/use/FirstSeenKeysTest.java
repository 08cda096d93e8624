package org.nexusauth.management.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.verify.GenuineKey;
import org.nexusauth.verify.VerifiedApiKey;

/** Which keys are recorded when they are first seen. */
final class FirstSeenKeysTest {
  private static final KeyGrants GRANTS = new KeyGrants();
  private static final VerifiedApiKey KEY = ((Granted) GRANTS.grant("k")).key();

  private final MemoryManagementStore store = new MemoryManagementStore();
  private final List<KeyRef> recorded = new ArrayList<>();
  private final FirstSeenKeys keys = new FirstSeenKeys(store, seen -> recorded.add(seen.ref()));

  @AfterAll
  static void closeGate() {
    GRANTS.close();
  }

  private static SeenKey seen(String keyId) {
    return new SeenKey(
        KeyGrants.ref(keyId), KEY, new KeyUse(KeyGrants.NOW, KeyGrants.NOW, null, null));
  }

  private void insertRecord(VerifiedApiKey key) {
    KeyLabel label =
        new KeyLabel("k", Environment.STAGING, Origin.ISSUED, "someone", KeyGrants.NOW);
    ApiKeyRecord row =
        new ApiKeyRecord(KeyClaims.of(GenuineKey.of(key)), label, null, KeyLifecycle.NEW, 1);
    assertThat(store.<Boolean>write(writer -> writer.insertApiKey(row))).isTrue();
  }

  @Test
  void key_withoutARecord_isRecordedOnce() {
    keys.addAll(List.of(seen("k1"), seen("k2"), seen("k1")));
    keys.recordUnknown();
    keys.addAll(List.of(seen("k1")));
    keys.recordUnknown();

    assertThat(recorded).containsExactly(KeyGrants.ref("k1"), KeyGrants.ref("k2"));
  }

  @Test
  void key_withARecord_isNotRecorded() {
    insertRecord(KEY);

    keys.addAll(List.of(seen("k")));
    keys.recordUnknown();

    assertThat(recorded).isEmpty();
  }

  @Test
  void keys_whileTheStoreIsAway_areRecordedLaterOrLeftOut() {
    List<Kind> failures = new ArrayList<>(List.of(Kind.UNAVAILABLE, Kind.INVALID));
    FirstSeenKeys failing =
        new FirstSeenKeys(
            store,
            seen -> {
              if (!failures.isEmpty()) {
                throw ManagementException.of(failures.remove(0), "It failed.");
              }
              recorded.add(seen.ref());
            });
    failing.addAll(List.of(seen("k1"), seen("k2")));

    assertThatThrownBy(failing::recordUnknown).isInstanceOf(ManagementException.class);
    failing.recordUnknown();
    failing.recordUnknown();

    assertThat(recorded).containsExactly(KeyGrants.ref("k2"));
  }

  @Test
  void manyKeys_areRecordedAFewAtATime_andNoneIsForgotten() {
    List<SeenKey> many = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      many.add(seen("k" + i));
    }
    keys.addAll(many);

    keys.recordUnknown();
    assertThat(recorded).hasSize(50);
    keys.recordUnknown();
    keys.recordUnknown();

    assertThat(recorded).hasSize(120).doesNotHaveDuplicates();
  }
}
