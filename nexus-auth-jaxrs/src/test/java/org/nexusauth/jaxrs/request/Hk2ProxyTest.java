package org.nexusauth.jaxrs.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.glassfish.hk2.api.ProxyCtl;
import org.junit.jupiter.api.Test;

class Hk2ProxyTest {

  @Test
  void hk2Each_callReturnsTheObjectOfTheRequest() {
    int[] calls = new int[1];
    Hk2Proxy<Runnable> proxied = Hk2Proxy.of(hk2(() -> new Counted(++calls[0])));

    assertThat(proxied.current()).isEqualTo(new Counted(1));
    assertThat(proxied.current()).isEqualTo(new Counted(2));
  }

  @Test
  void of_otherObjects_returnsThemAsTheyAre() {
    Runnable other = new Counted(1);

    assertThat(Hk2Proxy.of(other).current()).isSameAs(other);
  }

  @Test
  void current_withoutRequest_throwsTheSame() {
    Hk2Proxy<Runnable> proxied =
        Hk2Proxy.of(
            hk2(
                () -> {
                  throw new IllegalStateException("not inside a request scope");
                }));

    assertThatThrownBy(proxied::current).hasMessage("not inside a request scope");
  }

  private record Counted(int number) implements Runnable {
    @Override
    public void run() {}
  }

  private static Runnable hk2(Supplier<Runnable> current) {
    return (Runnable)
        Proxy.newProxyInstance(
            Hk2ProxyTest.class.getClassLoader(),
            new Class<?>[] {Runnable.class, ProxyCtl.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("__make");
              return current.get();
            });
  }
}
