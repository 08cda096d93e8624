package org.nexusauth.sample.running;

import java.util.function.UnaryOperator;
import org.nexusauth.keys.SigningKeyFile;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** Keys that a sample takes for its own, for they are signed with its key. */
public final class SampleKeys {

  private SampleKeys() {}

  /** A key of the demo organization, changed as the test wants it. */
  public static String of(SampleProcess sample, UnaryOperator<TestKey> kind) {
    TestKey key =
        TestKeys.create()
            .key()
            .claim("iss", "nexus-sample")
            .claim("organizationId", "org_demo")
            .permissions("read", "write")
            .signedBy(SigningKeyFile.read(sample.data("signing.jwk")));
    return kind.apply(key).text();
  }
}
