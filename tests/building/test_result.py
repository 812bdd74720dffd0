"""The options of a build have documented defaults."""

from eventdocs.building.result import BuildOptions
from eventdocs.model.event import EventRef
from eventdocs.site.routes import shards


def test_up_to_500_events_are_one_shard_and_more_are_shards_of_200() -> None:
    options = BuildOptions()
    refs = [EventRef(f"events/{number}.yaml", str(number), "Any") for number in range(501)]
    sizes = [
        [
            len(shard.events)
            for shard in shards(refs[:count], single_max=options.single_shard_max, size=options.shard_size)
        ]
        for count in (500, 501)
    ]
    assert sizes == [[500], [200, 200, 101]]
