package org.nexusauth.faults.record;

import static org.nexusauth.faults.record.RecordNode.CONTEXT;
import static org.nexusauth.faults.record.RecordNode.ORGANIZATION;
import static org.nexusauth.management.access.ExpectedVersion.ANY;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.upkeep.RotationGraces;

/** A change that writes revocations, and what must be there before it. */
enum CrashingChange {
  GENERATE {
    @Override
    void make(SplitNode split, Subject subject) {
      RecordNode.generate(split.node().services(), subject.integrationId());
    }
  },
  REVOKE {
    @Override
    void make(SplitNode split, Subject subject) {
      apiKeys(split).revoke(CONTEXT, subject.key(), IMMEDIATELY, ANY);
    }
  },
  REVOKE_ROTATED {
    @Override
    void prepare(SplitNode split, Subject subject) {
      RecordNode.rotate(split.node().services(), subject.key());
    }

    @Override
    void make(SplitNode split, Subject subject) {
      apiKeys(split).revoke(CONTEXT, subject.key(), IMMEDIATELY, ANY);
    }
  },
  ROTATE {
    @Override
    void make(SplitNode split, Subject subject) {
      RecordNode.rotate(split.node().services(), subject.key());
    }
  },
  BEGIN_GRACE {
    @Override
    void prepare(SplitNode split, Subject subject) {
      Generated next = RecordNode.rotate(split.node().services(), subject.key());
      Instant now = split.ports().now();
      split
          .uses()
          .mergeKeyUses(
              "node-1", Map.of(next.record().ref(), new KeyUse(now, now, "10.0.0.0/24", null)));
    }

    @Override
    void make(SplitNode split, Subject subject) {
      new RotationGraces(split.ports()).beginGrace(subject.key());
    }
  },
  CANCEL {
    @Override
    void prepare(SplitNode split, Subject subject) {
      RecordNode.rotate(split.node().services(), subject.key());
    }

    @Override
    void make(SplitNode split, Subject subject) {
      apiKeys(split).cancelRotation(CONTEXT, subject.key(), ANY);
    }
  },
  /** The old key has a revocation of its own to come, which stays. */
  CANCEL_SCHEDULED {
    @Override
    void prepare(SplitNode split, Subject subject) {
      RecordNode.rotate(split.node().services(), subject.key());
      Instant later = split.ports().now().plus(Duration.ofDays(1));
      apiKeys(split)
          .revoke(CONTEXT, subject.key(), new KeyRevocationRequest(Cause.UNUSED, "", later), ANY);
    }

    @Override
    void make(SplitNode split, Subject subject) {
      apiKeys(split).cancelRotation(CONTEXT, subject.key(), ANY);
    }
  },
  DISABLE {
    @Override
    void make(SplitNode split, Subject subject) {
      split
          .node()
          .services()
          .integrations()
          .disable(CONTEXT, ORGANIZATION, subject.integrationId(), "unpaid", ANY);
    }
  },
  ENABLE {
    @Override
    void prepare(SplitNode split, Subject subject) {
      DISABLE.make(split, subject);
    }

    @Override
    void make(SplitNode split, Subject subject) {
      split
          .node()
          .services()
          .integrations()
          .enable(CONTEXT, ORGANIZATION, subject.integrationId(), ANY);
    }
  },
  RESTRICT {
    @Override
    void make(SplitNode split, Subject subject) {
      split
          .node()
          .services()
          .agents()
          .restrict(CONTEXT, ORGANIZATION, subject.agentId(), "unpaid", ANY);
    }
  },
  LIFT_RESTRICTION {
    @Override
    void prepare(SplitNode split, Subject subject) {
      RESTRICT.make(split, subject);
    }

    @Override
    void make(SplitNode split, Subject subject) {
      split
          .node()
          .services()
          .agents()
          .liftRestriction(CONTEXT, ORGANIZATION, subject.agentId(), ANY);
    }
  };

  private static final KeyRevocationRequest IMMEDIATELY =
      new KeyRevocationRequest(Cause.LEAKED, "", null);

  /** What is changed. */
  record Subject(String agentId, String integrationId, String keyId) {
    KeyRef key() {
      return new KeyRef(ORGANIZATION, integrationId, keyId);
    }
  }

  void prepare(SplitNode split, Subject subject) {}

  abstract void make(SplitNode split, Subject subject);

  private static ApiKeys apiKeys(SplitNode split) {
    return split.node().services().apiKeys();
  }
}
