package org.nexusauth.jwk;

import java.security.Key;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Secrets and private keys that were published as examples, so that anybody can sign with them.
 * They are stored as thumbprints (RFC 7638, SHA-256), from which no key can be computed.
 */
final class CompromisedKeyCheck {
  /** A line with a number sign names the source of the thumbprints below it. */
  private static final String THUMBPRINTS =
      """
          # RFC 7515 appendix A
          1uv9fYl-vhCOvkhZPNfaEI72-hgZ8ornf5ZC_fcygJQ
          IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8
          oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U
          u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U
          y_x3gCJnL6oKGBBIXScabduwxTVy2Wd2bzRVEUbdUzc
          # RFC 7517 appendix A
          NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs
          cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s
          # RFC 9500
          Fa5JHFzFB8yHv0Dk3rGTgtCQPXPr3q8midyfylf8CUU
          LIstkoCvByn4jk8oZPvigQkzTzO9UwnGnE-VMlkZvYQ
          TLOWIUBG7ALE2U13WMeEAErmpD48gp8MllKbX_zBARE
          u88se-xodYvJqpVtfxKIhE6bv2S6Z9hy1ikqIcPciAE
          uG5zwmkbOsp4CWXAXpcCwS_BBebz0EP871Y1aRTdY9E
          # RFC 8037 appendix A
          kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
          # RFC 9421 appendix B
          CB3RFzX-1pAtHPl7fOKnQgQV1gnrFFXGXoObwmcm4rY
          poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U
          ydQXMtvbsOsZyFir-Y7A8t7fKEM1gbKPvyFkdpu4fvI
          # the debugger at jwt.io
          19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8
          3Sh8jwxtGAUg1j6_4BIuuT-0fsyXeym9VQpxNRGTJFs
          DQCpvSr9pNm6e2l-IyxfiV4p9bQa8R5AjeEGgFNU9VM
          Jkd9fEGpyOtv8ZFY3ZNbjrEWtTasQD36wmgRlyaLYaI
          LXkAyqcFEoI5pkMzfWjsAWbChzHfxtqD4Te31pAwA1s
          Ms_j2vzAFNOrwb94le4wNiqMXglp4UyBvhTvbdY7a3g
          oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY
          # RFC 7520
          8izOqBCj1XBwWw0-iTcMv27pUKWwFvNmw-kutyfzf-g
          9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI
          HsSFalww3yP-dO-lWGYgFcyV5H22oScIFc4V2Y6GOto
          Rt-IyDEhXohvTl_ozKQ9YGflXGuDb3uu3QmqN2LoMwM
          RtoRur_1Dir5M4wuOfqNkDYOf9O_4RJ-aHkTA75RLA8
          VDMp1ZgGGv1OKgOeDc1EUKHXNQzMdLkCnxPETHdA4v0
          YlKlB7M2wnS0cPn_V7OW-FuDLuWdJ9z4OvPHmhGDfeE
          dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M
          h_jutvC-jg3Nwueq8LmdSybXykVsBwk4_5u5Y9JiS7E
          mTVa39KNK8LI9ZgAkyqQOQayaqVO7DXurapqkzEbfMg
          mn9TtdH1OfJlO91eUXaEGe9tTrDzowXs_n2wKGrqLN4
          rTtHPa7sf4UUCCKAww7j-XnhD2AKwOGNIsGDDipf_EM
          tqsISrG_pUi4IXRd2S_IYFnja0Xy7cpZHwbDd3XIFbM
          # Wycheproof
          572StwQ4pkWKqSKCQNjknyGD3QsZUycx1emQgj86mpk
          E6dCy8NnbRtUqO9sz81Xr_45IOFzuwfm6gjy-c1V0eM
          RgVR5H6vvCLajavO3NKXafnQJXfbDa0gFBXhfKcyeMQ
          Vy57XrArUrW0NbpI12tEzDHABxMwrTh6HHXRenSpnCo
          WZp_ZH6MrCN7w-qp-5FltScLfoluwiWcxvG1R8LxxUk
          XHGibL-Zqj5c2yh97Zva9Eofdayav5FlZ9X3HZeZBwI
          ZiLSoDuPfDc8rxPl05LxD9nV_EzK3XJ8t6qpTXJCtvw
          ayHP8s_OfTOz7Lp74K10qdqgO_pmAnygDsd0O9VnymY
          e59bmbwk8PjLjUR56__eHxmfF6Qg6zrn1lnWa2vmyhI
          eLx7cyKbcDMHSL_1LbVriUzfZG-p_W2rjxLJrg9teck
          hKoe1YKmJxChuUJIUBuWgD3Kc_DtVa-vpjuCNmmDQh8
          jtGSXJVYuZVE0cLF8m4OWz-gvUEtc1LxRfUd7fMBarg
          mEvoG4exSJLqEgcjVuwjLyLbnbBD1r7eMv4oFvNSFrU
          vv6zCFknCcsMg16Iic1Hm77I8g3m2y5G6qU7Fh-xZuI
          zfyJgf2zoUydpctYAdg8JTMjGKGn5NLKDKURo1Ip-eI
          # the FastAPI tutorial
          Ux8H1siMbRxTWgjRImVdijC6kD6TLXrgNOregrNIrk4
          YHzmSyvnDprIO9IDdLHeB1ilWWWgzD0AOs_HluVDfL0
          ggmFTEQHHXlZWnavs0jijxAbL754rRjltE6zbHis_1Y
          kH8sAHaZ0JStvjVfsgn9oSw1CobZHXZbqjVsWvNdDPo
          # Spring tutorials
          3O3eKnnAVdEK75M4pwXbUWBkPAe9Jtd-mt2mIFfDgY8
          ArWXyPTE4NUPpC0oAYJWB6kk7gYrg_TLx5GatW4jCEI
          CJGCwbSCHoFTbNz3TB-fM7yDktLPwOg5pZUDRbOTdow
          D9v9KSbinLjSyifh21T7Yyh5iTpKYXdNI9BOlT7qQl0
          F-td124s1QDdciT5qVh5MdNiwGfbnsqx2sQFB7_lhKQ
          J01Ek_z73Qg0rA7AVMGGBpRMeAcrlwwQ9cl9bgBefIc
          Jbcobg4SEUiv0hItUryNSpaOu9QwWwVji7eLU3xp-MY
          LwQEk8lOqOg4655V_WkM7Shgn3-jvTsn6G5g_9CdylU
          M6kfJGMaE6nlIJsJNryAUPkkWe_INJxS4Zk_a01CJ4E
          MFeKLRReq8fdPg1KTcd88_RSrQ96jO7NYUjbJKdP5DQ
          M_U61d8xOfYqefULlBw6sipvIBU4_BQkOHLI4_wgKzs
          MbA-Vpgjc7QefuiUhpCFzPmmmKjcVAxYqQuSIu85k0I
          NRzbQjiHeFpwWFOO8zezL0e4UpWNYTTqLmaMK9Yto1I
          NjytNvHKGugDaa-_WY9K2v_ALr3FOpAlx0lczYyeTiA
          NtyI1heRunkaUjKD9Ao6LBHx2lu_6F6LxChQAcADHnM
          SlEVX9WgKsUeALdAf3iJEXd1zphFUbH4jID6wRA6HfI
          TM21qjOq4gNMvI7Ezz84gF94-DnJWgDaNAzj1GEEkwk
          TXoo4gGxlEWR5K9rZEGymMgoAGM4nIkfl8ml6sZbyX8
          Tf3oQVdEgA5_C-GZjQgRPPxpno33TONBpdJPbw0Xl9Q
          _3vYlBK5xgQXdgVJewPsJ0fa-SrNQu1OQrwUZrIeUz8
          _F_9bz4KOM_UtigBAH9MCcVOCSSXB8krFvgmF_e6U-k
          ecE5hNypYriJYMJzu0-EXlYiAqh2Q2XqwSGFX2oIzaM
          fpsY7tBlaV-GKfT5C_v_JD6woDJyMEMAKHEvyag0Stc
          lQeacgVRcnsoVyai-PE2QeDPfuSadYhCWZnDSNuvOl0
          qA94GU14xLUznFmgIlqX9BDEnP5yUL6LK0eKSO3qviQ
          rj6RiGQ7Wwp4nRxTjq64NoXoA7CIbBcGvLYA9_ZrLZI
          sEDhX_2bD-VcxlgptqBUEyQEmFTRBKvX6BjWXe55f5A
          tEOj1-d3xRBRHnoeUpeJPE2yJl1AK0o8zh6ED1YWtYk
          wQwwxLx6WYNbA29olP1G5VOo9FIWkvaQeZpaZ6ZAsu8
          wXC6VBcVREf1-9IcjftH9WOGoRGBd3X1bZ1rKIljwcc
          xHMlBXwos9U2IBQN65GrEA7JOA1mHuOGQejQrRWusy0
          # .NET and Node tutorials
          -WzbXT2mby3eII3aBgMeto03_rcumt7Fd8RySytSVi0
          meqWBGLz07v9zGyCpOqJX-vxUzSr3WdV08ZAF2Ff0U4
          """;

  private static final Map<String, String> SOURCES = readSources();

  private CompromisedKeyCheck() {}

  private static Map<String, String> readSources() {
    Map<String, String> sources = new HashMap<>();
    String source = "";
    for (String line : THUMBPRINTS.lines().toList()) {
      if (line.startsWith("# ")) {
        source = line.substring(2);
      } else {
        sources.put(line, source);
      }
    }
    return Map.copyOf(sources);
  }

  /**
   * Rejects a published key.
   *
   * @param key a public key or a secret
   * @throws UnusableKeyException when it is one; the message names where it was published
   */
  static void requireUnpublished(Key key) throws UnusableKeyException {
    String source = SOURCES.get(thumbprint(key));
    if (source != null) {
      throw new UnusableKeyException(
          "the key or secret is a published example ("
              + source
              + "), so anybody can sign with it; make one of your own with keygen");
    }
  }

  /** Returns the thumbprint; empty for an invalid key, which other checks reject. */
  private static String thumbprint(Key key) {
    try {
      return JsonWebKey.Factory.newJwk(key).calculateBase64urlEncodedThumbprint("SHA-256");
    } catch (JoseException | RuntimeException e) { // Numbers out of range give the latter.
      return "";
    }
  }
}
