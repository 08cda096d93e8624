package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorSettingsTest {

  @TempDir Path parent;

  private final Properties properties = new Properties();

  @Test
  void store_thatNobodyNamed_isOursToChoose() {
    OperatorSettings settings = settings(Map.of("NEXUS_AUTH_JDBC_USER", "app"));
    assertThat(settings.areOurs()).isTrue();
    settings.chooseStore("jdbc:h2:file:/d/revocations");
    assertThat(properties)
        .containsEntry("nexus.auth.revocation.store", "jdbc")
        .containsEntry("nexus.auth.jdbc.url", "jdbc:h2:file:/d/revocations");
  }

  @ParameterizedTest
  @CsvSource({
    "NEXUS_AUTH_JDBC_URL,true",
    "nexus_auth_jdbc_url,true",
    "nexus.auth.jdbc.url,true",
    "NEXUS_AUTH_JDBC_DATASOURCE,true",
    "NEXUS_AUTH_REVOCATION_STORE,false"
  })
  void store_inTheEnvironment_isTheOperators(String name, boolean onDatabase) {
    OperatorSettings settings = settings(Map.of(name, "x"));
    assertThat(settings.areOurs()).isFalse();
    assertThat(settings.isOnDatabase()).isEqualTo(onDatabase);
    settings.completeStore();
    assertThat(properties.getProperty("nexus.auth.revocation.store"))
        .isEqualTo(onDatabase ? "jdbc" : null);
  }

  @Test
  void store_amongTheSystemProperties_isTheOperators() {
    properties.setProperty("nexus.auth.revocation.store", "none");
    properties.setProperty("nexus.auth.jdbc.url", "jdbc:postgresql://db/app");
    OperatorSettings settings = settings(Map.of());
    assertThat(settings.areOurs()).isFalse();
    settings.completeStore();
    assertThat(properties).containsEntry("nexus.auth.revocation.store", "none");
  }

  @ParameterizedTest
  @CsvSource({
    "NEXUS_AUTH_VERIFY_KEYS_LOCATION,,",
    "NEXUS_AUTH_VERIFY_KEYS,,",
    "NEXUS_AUTH_VERIFY_ISSUER,demo.jwks,",
    "NEXUS_AUTH_JDBC_USER,demo.jwks,sample"
  })
  void keysAndIssuer_ofTheOperator_win(String name, String location, String issuer) {
    settings(Map.of(name, "x")).chooseKeys("demo.jwks", "sample");
    assertThat(properties.getProperty("nexus.auth.verify.keys.location")).isEqualTo(location);
    assertThat(properties.getProperty("nexus.auth.verify.issuer")).isEqualTo(issuer);
  }

  @Test
  void records_inTheDatabase_areKeptUnlessTheOperatorSaysOtherwise() {
    DataFolder folder = DataFolder.open(parent.resolve("data"));
    OperatorSettings settings = settings(Map.of("NEXUS_AUTH_CONSOLE_PATH", "/mine"));
    settings.chooseStore("jdbc:h2:file:/d/revocations");
    settings.chooseRecords(folder);
    assertThat(properties)
        .containsEntry("nexus.auth.management.store", "jdbc")
        .containsEntry("nexus.auth.console.login", "link")
        .containsEntry("nexus.auth.leaks.path", "/leaks")
        .doesNotContainKey("nexus.auth.console.path");
    String secret = folder.readText("management.secret").orElseThrow();
    assertThat(secret).hasSize(64);
    settings.chooseRecords(folder);
    assertThat(folder.readText("management.secret")).hasValue(secret);
  }

  @ParameterizedTest
  @CsvSource({
    "NEXUS_AUTH_REVOCATION_STORE,none",
    "NEXUS_AUTH_VERIFY_ISSUER,x",
    "NEXUS_AUTH_VERIFY_KEYS,x"
  })
  void records_whereStoreOrKeysAreTheOperators_areNotKept(String name, String value) {
    OperatorSettings settings = settings(Map.of(name, value));
    if (settings.areOurs()) {
      settings.chooseStore("jdbc:h2:file:/d/revocations");
    }
    settings.completeStore();
    settings.chooseRecords(DataFolder.open(parent.resolve("data")));
    assertThat(properties).doesNotContainKey("nexus.auth.management.store");
  }

  private OperatorSettings settings(Map<String, String> environment) {
    return new OperatorSettings(properties, environment);
  }
}
