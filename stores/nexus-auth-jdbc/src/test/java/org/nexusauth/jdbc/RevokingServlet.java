package org.nexusauth.jdbc;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.Subject;

/**
 * Revokes a key in a transaction of the container in which it writes a row of its own as well, by
 * the same data source, and ends it as it is told: {@code POST ?end=commit} or {@code rollback}.
 * Answers what is there afterwards.
 */
public class RevokingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "java:app/jdbc/keys";

  @Resource(lookup = NAME)
  private transient DataSource database;

  @Resource private transient UserTransaction transaction;

  private transient RevocationFeed store;

  @Override
  public void init() throws ServletException {
    store =
        new JdbcRevocationStoreProvider()
            .open(
                new StoreSettings(
                    Map.of(JdbcRevocationStoreProvider.DATASOURCE, NAME),
                    Duration.ofMillis(100),
                    false));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE of_the_application (id VARCHAR PRIMARY KEY)");
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String key = request.getParameter("key");
    try {
      transaction.begin();
      insert(key);
      ((RevocationWriter) store)
          .revoke(
              new Revocation(
                  Subject.key(null, "org_1", "int_1", key), Instant.now(), null, null, "test"));
      if (request.getParameter("end").equals("commit")) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
      response.getWriter().print("rows=" + rows() + " revocations=" + revocations());
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private void insert(String id) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO of_the_application VALUES ('" + id + "')");
    }
  }

  private int rows() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM of_the_application")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private int revocations() {
    return store.changesAfter(Cursor.START, 100, Duration.ZERO).changes().size();
  }

  @Override
  public void destroy() {
    ((JdbcRevocationStore) store).close();
  }
}
