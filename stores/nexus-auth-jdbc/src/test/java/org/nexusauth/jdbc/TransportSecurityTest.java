package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.jdbc.internal.TransportSecurity;

/** Which URLs of PostgreSQL are worth a warning. */
final class TransportSecurityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example.com/app",
        "jdbc:postgresql://db.example.com",
        "jdbc:postgresql://10.0.0.7:5433/app?user=x",
        "jdbc:postgresql://db/app?sslmode=prefer",
        "jdbc:postgresql://db/app?sslmode=disable",
        "jdbc:postgresql://db/app?ssl=false",
        "jdbc:postgresql://localhost,db.example.com/app",
        "jdbc:postgresql://127.0.0.1.example.com/app",
        "jdbc:postgresql://[2001:db8::1]/app"
      })
  void network_withoutRequiredTls_isPlainText(String url) {
    assertThat(TransportSecurity.mayCrossANetwork(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/app?sslmode=verify-full",
        "jdbc:postgresql://db/app?user=x&sslmode=require&a=b",
        "jdbc:postgresql://db/app?ssl=true",
        "jdbc:postgresql://localhost/app",
        "jdbc:postgresql://127.0.0.1:5432/app",
        "jdbc:postgresql://[::1]:5432/app",
        "jdbc:postgresql:app",
        "jdbc:postgresql:///app",
        "jdbc:h2:file:/var/lib/app/keys"
      })
  void loopback_orRequiredTls_isNot(String url) {
    assertThat(TransportSecurity.mayCrossANetwork(url)).isFalse();
  }
}
