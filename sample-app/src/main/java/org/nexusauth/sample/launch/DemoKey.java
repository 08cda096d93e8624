package org.nexusauth.sample.launch;

import java.time.Instant;
import org.nexusauth.keys.KeyRequest;

/**
 * A key to try the sample with.
 *
 * @param kind whose it is and what it may do
 * @param text the key itself
 * @param expiresAt when it ends
 * @param renewed whether it replaces one that was no longer valid
 */
record DemoKey(Kind kind, String text, Instant expiresAt, boolean renewed) {

  /** The keys that there are. */
  enum Kind {
    READ_WRITE("read-write.key", "read and write"),
    READ_ONLY("read-only.key", "read only"),
    OTHER_INTEGRATION("other-integration.key", "read and write, for another integration"),
    DEVELOPMENT("development.key", "read and write, of development: 10 requests a minute"),
    ADMIN("admin.key", "admin: may revoke the keys of its organization");

    private final String file;
    private final String words;

    Kind(String file, String words) {
      this.file = file;
      this.words = words;
    }

    String file() {
      return file;
    }

    String words() {
      return words;
    }

    /** Whether it is printed, or is the one to try first. */
    boolean isTried() {
      return this == READ_WRITE || this == ADMIN;
    }

    KeyRequest.Builder newRequest() {
      return switch (this) {
        case READ_WRITE -> demo().permissions("read", "write");
        case DEVELOPMENT -> demo().permissions("read", "write").plan("development");
        case READ_ONLY -> demo().permissions("read");
        case ADMIN -> demo().permissions("admin");
        case OTHER_INTEGRATION ->
            KeyRequest.builder("int_other", "org_other")
                .agent("agt_other")
                .permissions("read", "write");
      };
    }

    private static KeyRequest.Builder demo() {
      return KeyRequest.builder("int_demo", "org_demo").agent("agt_demo");
    }
  }

  /** Not the text: it is a key. */
  @Override
  public String toString() {
    return "DemoKey[" + kind + ", expires " + expiresAt + "]";
  }
}
