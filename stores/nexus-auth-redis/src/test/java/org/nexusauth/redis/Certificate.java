package org.nexusauth.redis;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that nobody knows, in the forms that Redis and the JVM read. */
record Certificate(Path store, Path key, Path certificate) {
  private static final String PASSWORD = "password";

  /** Makes one for an address. */
  static Certificate of(Path folder, String address) throws Exception {
    Path store = folder.resolve(address + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=redis",
                "-ext",
                "SAN=ip:" + address,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    byte[] key = keys.getKey("redis", PASSWORD.toCharArray()).getEncoded();
    return new Certificate(
        store,
        pem(folder.resolve(address + ".key"), "PRIVATE KEY", key),
        pem(
            folder.resolve(address + ".crt"),
            "CERTIFICATE",
            keys.getCertificate("redis").getEncoded()));
  }

  private static Path pem(Path file, String type, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }

  /** Returns what lets a Redis listen with it. */
  String[] arguments() {
    return new String[] {
      "--tls-port",
      String.valueOf(RedisProcess.freePort()),
      "--tls-cert-file",
      certificate.toString(),
      "--tls-key-file",
      key.toString(),
      "--tls-auth-clients",
      "no"
    };
  }

  /** Lets the JVM trust it for a while. */
  static void trusting(Certificate trusted, Runnable work) {
    System.setProperty("javax.net.ssl.trustStore", trusted.store().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    try {
      work.run();
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }
}
