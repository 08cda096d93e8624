package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store on Payara Micro, on a data source of the application and in its transactions. */
@ExtendWith(ArquillianExtension.class)
final class TransactionIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    Path database = Files.createTempDirectory(Path.of("target"), "payara").toAbsolutePath();
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, "app.war")
            .addClass(RevokingServlet.class)
            .addAsLibrary(
                ShrinkWrap.create(ExplodedImporter.class, "jdbc.jar")
                    .importDirectory("target/classes")
                    .as(JavaArchive.class))
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .setWebXML(new StringAsset(WEB_XML.formatted(database.resolve("keys"))));
    for (File library : new File("target/payara-libraries").listFiles()) {
      war.addAsLibrary(library);
    }
    return war;
  }

  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>revoke</servlet-name>
          <servlet-class>org.nexusauth.jdbc.RevokingServlet</servlet-class>
          <load-on-startup>1</load-on-startup>
        </servlet>
        <servlet-mapping>
          <servlet-name>revoke</servlet-name>
          <url-pattern>/revoke</url-pattern>
        </servlet-mapping>
        <data-source>
          <name>java:app/jdbc/keys</name>
          <class-name>org.h2.jdbcx.JdbcDataSource</class-name>
          <url>jdbc:h2:file:%s</url>
          <user>sa</user>
          <password>of-a-test</password>
        </data-source>
      </web-app>
      """;

  private String revoke(String key, String end) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.toURI().resolve("revoke?key=" + key + "&end=" + end))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  @Test
  void revocation_stays_whenItsCallersTransactionIsRolledBack() throws Exception {
    assertThat(revoke("first", "commit")).isEqualTo("rows=1 revocations=1");
    assertThat(revoke("second", "rollback")).isEqualTo("rows=1 revocations=2");
  }
}
