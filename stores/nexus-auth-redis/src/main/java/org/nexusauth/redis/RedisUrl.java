package org.nexusauth.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import redis.clients.jedis.HostAndPort;

/**
 * The address of a Redis and the credentials for it.
 *
 * @param tls whether connections are encrypted
 * @param addresses of Redis, or of sentinels; tried in turn
 * @param sentinel the name by which sentinels know the primary, or null without them
 * @param database the number of the server's database
 * @param user null for the default one
 * @param password null for none
 */
record RedisUrl(
    boolean tls,
    List<HostAndPort> addresses,
    @Nullable String sentinel,
    int database,
    @Nullable String user,
    @Nullable String password) {

  private static final Pattern FORM =
      Pattern.compile(
          "redis(?<tls>s)?(?<sentinel>-sentinel)?://(?<addresses>[^/?#@\\s]+)"
              + "(?<database>|/[0-9]*)(?<name>|#[^\\s]+)");

  private static final int REDIS_PORT = 6_379;
  private static final int SENTINEL_PORT = 26_379;

  private static final String EXAMPLE =
      ", for example redis://redis.example.com:6379, rediss://redis.example.com:6380 or"
          + " redis-sentinel://one.example.com:26379,two.example.com:26379#mymaster";

  /** Without the password. */
  @Override
  public String toString() {
    return "RedisUrl" + addresses;
  }

  static RedisUrl of(StoreSettings settings) {
    String user = settings.find(RedisRevocationStoreProvider.USER).orElse(null);
    String password = settings.find(RedisRevocationStoreProvider.PASSWORD).orElse(null);
    if (user != null && password == null) {
      throw new StoreSettingException(
          RedisRevocationStoreProvider.USER,
          "a user needs " + RedisRevocationStoreProvider.PASSWORD);
    }
    Matcher parts =
        matchUrl(
            settings
                .find(RedisRevocationStoreProvider.URL)
                .orElseThrow(() -> invalidUrl("is not set: set it to the address of the Redis")));
    boolean tls = parts.group("tls") != null;
    String addresses = parts.group("addresses");
    String name = parts.group("name");
    int database = parseDatabase(parts.group("database"));
    boolean bySentinel = parts.group("sentinel") != null;
    if (bySentinel == name.isEmpty()) {
      throw invalidUrl("sentinels, and they alone, need the primary's name at the end");
    }
    if (bySentinel) {
      List<HostAndPort> sentinels = parseAddresses(addresses, SENTINEL_PORT);
      return new RedisUrl(tls, sentinels, name.substring(1), database, user, password);
    }
    List<HostAndPort> servers = parseAddresses(addresses, REDIS_PORT);
    return new RedisUrl(tls, servers, null, database, user, password);
  }

  private static Matcher matchUrl(String text) {
    Matcher parts = FORM.matcher(text);
    if (parts.matches()) {
      return parts;
    }
    if (text.indexOf('@') >= 0) {
      throw invalidUrl(
          "the URL is no place for a password: set " + RedisRevocationStoreProvider.PASSWORD);
    }
    throw invalidUrl("this is no URL of a Redis");
  }

  private static List<HostAndPort> parseAddresses(String text, int port) {
    List<HostAndPort> found = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      found.add(parseAddress(one, port));
    }
    return List.copyOf(found);
  }

  private static HostAndPort parseAddress(String text, int defaultPort) {
    String host = text;
    String port = String.valueOf(defaultPort);
    int colon = text.lastIndexOf(':');
    if (colon > text.lastIndexOf(']')) { // Not one of an IPv6 address.
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    if (host.isEmpty() || !port.matches("[1-9][0-9]{0,4}")) {
      throw invalidUrl("a host of the URL is not of the form name or name:port");
    }
    return new HostAndPort(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
  }

  private static int parseDatabase(String path) {
    if (path.length() > 6) {
      throw invalidUrl("there is no database of this number");
    }
    if (path.length() < 2) {
      return 0;
    }
    return Integer.parseInt(path.substring(1));
  }

  private static StoreSettingException invalidUrl(String problem) {
    return new StoreSettingException(RedisRevocationStoreProvider.URL, problem + EXAMPLE);
  }
}
