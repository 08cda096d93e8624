package org.nexusauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.keys.SigningAlgorithm;

class ApiKeysTest {

  private static final String ISSUER = "nexus.auth.verify.issuer";
  private static final String STORE = "nexus.auth.revocation.store";

  /** Looks at the properties outside the extension under test: before it begins, after it ends. */
  private static final class Outside implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
      if (context.getRequiredTestClass() == ApiKeysTest.class) {
        System.setProperty(ISSUER, "set before");
      }
    }

    @Override
    public void afterAll(ExtensionContext context) {
      if (context.getRequiredTestClass() == ApiKeysTest.class) {
        assertThat(System.clearProperty(ISSUER)).isEqualTo("set before");
        assertThat(System.getProperty(STORE)).isNull();
        assertThat(System.getProperty("nexus.auth.verify.keys")).isNull();
      }
    }
  }

  @Order(1)
  @RegisterExtension
  static final Outside outside = new Outside();

  @Order(2)
  @RegisterExtension
  static final ApiKeys keys = ApiKeys.create().with(STORE, "memory");

  @BeforeAll
  static void beforeTheTests() {
    assertThat(System.getProperty(STORE)).isEqualTo("memory");
  }

  @AfterAll
  static void afterNestedClasses() {
    assertThat(System.getProperty(STORE)).isEqualTo("memory");
  }

  @Test
  void application_inThisJVM_findsWhatVerifiesTheKeys() {
    assertThat(System.getProperty("nexus.auth.verify.keys")).isEqualTo(keys.jwks());
    assertThat(System.getProperty(ISSUER)).isEqualTo(keys.issuer());
    assertThat(System.getProperty("nexus.auth.verify.audiences")).isEqualTo(keys.audience());
  }

  @Test
  void settings_holdTheAdditionalOne() {
    assertThat(keys.settings()).containsEntry(STORE, "memory").containsEntry(ISSUER, keys.issuer());
  }

  @Test
  void keys_areThoseOfTheMaker() {
    ApiKeys both = ApiKeys.create(SigningAlgorithm.RS256, SigningAlgorithm.ES256);

    assertThat(both.key(SigningAlgorithm.ES256).text()).startsWith("eyJhbGciOiJFUzI1NiI");
    assertThat(both.jwks()).contains("test-rs256", "test-es256");
    assertThat(keys.sign("{}", "{}")).startsWith("e30.e30.");
    assertThat(ApiKeys.of(TestKeys.create()).settings()).isEqualTo(TestKeys.create().settings());
    assertThat(Map.copyOf(both.settings())).hasSize(3);
  }

  @Nested
  class InANestedClass {

    @Test
    void settings_areThereToo() {
      assertThat(System.getProperty(ISSUER)).isEqualTo(keys.issuer());
    }
  }
}
