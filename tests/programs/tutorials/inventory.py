# A small inventory: nested data, sorting by several keys, a report.
stock = [
    {"name": "bolt", "price": 0.25, "count": 1200, "tags": ["metal", "small"]},
    {"name": "hammer", "price": 18.5, "count": 7, "tags": ["tool"]},
    {"name": "glue", "price": 4.0, "count": 0, "tags": []},
    {"name": "saw", "price": 22.0, "count": 7, "tags": ["tool", "metal"]},
]
print(f"{'name':<10}|{'price':>8}|{'count':>6}|{'value':>10}")
print("-" * 38)
for item in sorted(stock, key=lambda i: (-i["count"], i["name"])):
    print(f"{item['name']:<10}|{item['price']:>8.2f}|{item['count']:>6,}|{item['price'] * item['count']:>10.2f}")
print("total", sum(i["price"] * i["count"] for i in stock), "missing", [i["name"] for i in stock if not i["count"]])
tags = {}
for item in stock:
    for tag in item["tags"]:
        tags.setdefault(tag, set()).add(item["name"])
print({tag: sorted(names) for tag, names in sorted(tags.items())})
cheapest, *_, dearest = sorted(stock, key=lambda i: i["price"])
print(cheapest["name"], dearest["name"], any("tool" in i["tags"] for i in stock), all(i["price"] > 0 for i in stock))
updated = [{**item, "price": round(item["price"] * 1.1, 2)} for item in stock]
print([i["price"] for i in updated], stock[0]["price"])
print({i["name"]: i.get("color", "unknown") for i in stock}["saw"])
