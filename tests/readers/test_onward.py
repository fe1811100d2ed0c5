"""Pages that lead on: followed like redirects and within their limits; pages with words of their own are not."""

from __future__ import annotations

import pytest

from minutes_cli.errors import NetworkError
from minutes_cli.readers.web.onward import onward
from tests.servers import ARTICLE, PUBLIC, World, local, plain, running

LEADS = {
    '<meta http-equiv="refresh" content="0;url=/next">': "/next",
    '<meta http-equiv="refresh" content="0;url=/next?a=1&amp;b=2">': "/next?a=1&b=2",
    "<META HTTP-EQUIV=Refresh CONTENT='3; URL=next.html'>": "next.html",
    '<html><head><title>正在跳转</title><meta http-equiv="refresh" content="1; url=\'a b\'"></head></html>': "a b",
    '<meta content="0;url=/next" http-equiv="refresh">': "/next",
    "<meta charset=utf-8><meta content='2; URL=next.html?a>b' HTTP-EQUIV=Refresh />": "next.html?a>b",
    '<meta name="a" content="0;url=/no"><meta id=x content="1;url=\'/next\'" http-equiv="refresh">': "/next",
    "<script>window.location.href='/m/';</script>": "/m/",
    '<script type="text/javascript">location = "http://a.example/x"</script><noscript>请启用 JavaScript 后再访问本站</noscript>': "http://a.example/x",
    "<script>top.location.replace('/x')</script>": "/x",
}
STAYS = [
    "<p>会议强调，要压实责任。</p>",
    '<meta http-equiv="refresh" content="300"><p>首页</p>',
    '<meta http-equiv="refresh" content="300;url=/again">',
    '<meta http-equiv="refresh" content="0;url=/next"><p>' + "会议强调，要压实责任。" * 5 + "</p>",
    '<meta content="300;url=/again" http-equiv="refresh">',
    '<meta name="refresh" content="0;url=/next">',
    "<meta " + 'a="' * 1000,
    "<script>if (mobile) { location.href='/m/' }</script>",
    "<script>location.href = base + '/m/'</script>",
    '<meta http-equiv="refresh" content="0;url=/next">' + " " * 5000,
]


@pytest.mark.parametrize("page", LEADS)
def test_leads_on(page: str) -> None:
    assert onward(page.encode(), "text/html; charset=utf-8") == LEADS[page]
    assert onward(page.encode(), None) == LEADS[page]
    assert onward(page.encode(), "text/plain") is None


@pytest.mark.parametrize("page", STAYS)
def test_stays(page: str) -> None:
    assert onward(page.encode(), "text/html") is None


def _leading(to: str) -> bytes:
    return f'<meta http-equiv="refresh" content="0;url={to}">'.encode()


def test_followed_within_the_limits_of_redirects() -> None:
    html = "text/html"
    with running({"/": plain(_leading("/a"), Content_Type=html), "/a": plain()}) as server:
        page = local().fetch(server.url())
        assert (page.data.decode(), page.url) == (ARTICLE, server.url("/a"))
        server.answers["/self"] = plain(_leading("/self"), Content_Type=html)
        assert local().fetch(server.url("/self")).url == server.url("/self")
        server.answers |= {
            "/1": plain(_leading("/2"), Content_Type=html),
            "/2": plain(_leading("/1"), Content_Type=html),
        }
        with pytest.raises(NetworkError) as caught:
            local().fetch(server.url("/1"))
    assert caught.value.code == "too-many-redirects"


@pytest.mark.parametrize(
    ("to", "code"), [("http://127.0.0.1/", "private-address"), ("file:///etc/passwd", "scheme-refused")]
)
def test_checked_like_redirects(to: str, code: str) -> None:
    world = World({"news.example": [PUBLIC]})
    with running({"/": plain(_leading(to), Content_Type="text/html")}) as server, pytest.raises(NetworkError) as caught:
        world.client().fetch(server.url("/", "news.example"))
    assert caught.value.code == code
