document.body.textContent = "Hotpot";
