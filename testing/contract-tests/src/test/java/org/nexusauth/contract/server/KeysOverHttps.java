package org.nexusauth.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Publishes the trusted keys over https, with a certificate that only its key store vouches for.
 */
public final class KeysOverHttps implements AutoCloseable {

  private static final String PASSWORD = "only-for-this-test";

  private final HttpsServer server;
  private final Path store;
  private final AtomicInteger reads = new AtomicInteger();

  private KeysOverHttps(HttpsServer server, Path store) {
    this.server = server;
    this.store = store;
  }

  public static KeysOverHttps start(Path folder) {
    try {
      Path store = certificate(folder.resolve("https.p12"));
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
      KeysOverHttps keys = new KeysOverHttps(server, store);
      server.createContext(
          "/keys.json",
          exchange -> {
            keys.reads.incrementAndGet();
            byte[] set = ContractKeys.KEYS.jwks().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
          });
      server.start();
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String location() {
    return "https://localhost:" + server.getAddress().getPort() + "/keys.json";
  }

  /** How often the keys were read. */
  public int reads() {
    return reads.get();
  }

  /** The options of a JVM that trusts the certificate. */
  public List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private static SSLContext context(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path certificate(Path store) throws IOException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "localhost",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .inheritIO()
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool made no certificate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return store;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
