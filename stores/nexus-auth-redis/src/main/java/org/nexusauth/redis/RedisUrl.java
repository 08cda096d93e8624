package org.nexusauth.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.status.StoreSettingException;
import org.nexusauth.status.StoreSettings;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is and who asks.
 *
 * @param tls whether connections are encrypted
 * @param addresses of Redis, or of sentinels; tried in turn
 * @param sentinel the name by which sentinels know the primary, or null without them
 * @param database which one of the server's
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

  private static final String EXAMPLE =
      ", for example redis://redis.example.com:6379, rediss://redis.example.com:6380 or"
          + " redis-sentinel://one.example.com:26379,two.example.com:26379#mymaster";

  /** Holds the password; shows nothing of it. */
  @Override
  public String toString() {
    return "RedisUrl" + addresses;
  }

  static RedisUrl of(StoreSettings settings) {
    URI uri = uri(settings.find(RedisRevocationStoreProvider.URL).orElse(""));
    String scheme = String.valueOf(uri.getScheme());
    boolean sentinel = scheme.equals("redis-sentinel") || scheme.equals("rediss-sentinel");
    if (!sentinel && !scheme.equals("redis") && !scheme.equals("rediss")) {
      throw wrong("the URL must begin with redis://, rediss:// or redis-sentinel://");
    }
    if (sentinel != (uri.getFragment() != null)) {
      throw wrong("sentinels, and they alone, need the primary's name at the end");
    }
    return new RedisUrl(
        scheme.startsWith("rediss"),
        addresses(uri, sentinel ? 26_379 : 6_379),
        uri.getFragment(),
        database(uri),
        settings.find(RedisRevocationStoreProvider.USER).orElse(null),
        settings.find(RedisRevocationStoreProvider.PASSWORD).orElse(null));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong("this is no URL"); // Not the exception's text: it holds the whole of it.
    }
  }

  private static List<HostAndPort> addresses(URI uri, int port) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      throw wrong("the URL names no host");
    }
    if (authority.indexOf('@') >= 0) {
      throw wrong(
          "the URL is no place for a password: set "
              + RedisRevocationStoreProvider.USER
              + " and "
              + RedisRevocationStoreProvider.PASSWORD);
    }
    List<HostAndPort> found = new ArrayList<>();
    for (String one : authority.split(",", -1)) {
      found.add(address(one, port));
    }
    return List.copyOf(found);
  }

  private static HostAndPort address(String text, int otherwise) {
    int colon = text.lastIndexOf(':');
    boolean named = colon > text.lastIndexOf(']');
    String host = named ? text.substring(0, colon) : text;
    String port = named ? text.substring(colon + 1) : String.valueOf(otherwise);
    if (host.isEmpty() || !port.matches("[1-9][0-9]{0,4}")) {
      throw wrong("a host of the URL is not of the form name or name:port");
    }
    return new HostAndPort(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
  }

  private static int database(URI uri) {
    String path = uri.getPath();
    if (path.length() < 2) {
      return 0;
    }
    if (!path.matches("/[0-9]{1,5}")) {
      throw wrong("the URL's path is not the number of a database");
    }
    return Integer.parseInt(path.substring(1));
  }

  private static StoreSettingException wrong(String problem) {
    return new StoreSettingException(RedisRevocationStoreProvider.URL, problem + EXAMPLE);
  }
}
